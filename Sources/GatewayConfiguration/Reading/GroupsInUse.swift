// Finds groups that a device's rules name and that no user is in: a slip of the pen that would shut
// somebody out, or let somebody in, without a word. A user's name may be unknown to the file, for
// tokens are given out while the gateway runs.

import LeaseCore
import Yams

/// The groups that users are in.
struct GroupsInUse {
    private let groups: Set<String>

    init(_ users: [UserSettings]) {
        groups = Set(users.flatMap(\.groups))
    }

    /// Notes each `@group` in a device's `access` and `priority` that nobody is in.
    func check(_ entries: SectionReader.Entries, noting faults: inout FaultLog) {
        let lists = (entries["access"]?.mapping).map { $0.map(\.value) } ?? []
        let listed = lists.compactMap(\.sequence).flatMap { Array($0) }
        let ranked = (entries["priority"]?.mapping).map { $0.map(\.key) } ?? []
        for node in listed + ranked {
            guard case .group(let name) = node.scalar.flatMap({ AccessEntry(text: $0.string) }),
                !groups.contains(name)
            else { continue }
            let hint = NearSpelling.hint(name, among: groups.sorted()).map { "; \($0)" } ?? ""
            faults.note("no user is in the group '\(name)'\(hint)", at: node.position)
        }
    }
}
