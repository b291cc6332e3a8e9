// Values that name users: hashes of tokens, groups, entries of access lists, priorities. The rules
// are LeaseCore's; here are the words for what is wrong.

import LeaseCore
import Yams

extension ValueForm where Value == TokenHash? {
    /// `sha256:` and 64 hexadecimal digits.
    static var tokenHash: ValueForm {
        .scalar(
            expected: "sha256: and 64 hexadecimal digits",
            text: { $0?.text ?? "" },
            read: { text in
                if let hash = TokenHash(text: text) { return .value(hash) }
                return .wrong(
                    hint: text.hasPrefix("sha256:")
                        ? "it has \(text.utf8.count - 7) characters after the colon"
                        : "printf %s TOKEN | sha256sum prints the digits"
                )
            }
        )
    }
}

extension ValueForm where Value == String {
    /// The name of a group, without its `@`.
    static var groupName: ValueForm {
        .scalar(
            expected: "group names",
            text: { $0 },
            read: { text in
                if UserName.isValid(text) { return .value(text) }
                return .wrong(
                    hint: text.hasPrefix("@") ? "the @ stands in rules alone" : UserName.rule
                )
            }
        )
    }
}

extension ValueForm where Value == AccessEntry {
    /// One entry of an access list.
    static var accessEntry: ValueForm {
        .scalar(
            expected: "NAME, @GROUP, ADDRESS, ADDRESS/BITS or \"*\"",
            text: { entry in
                switch entry {
                case .anybody, .group: "\"\(entry.text)\""
                case .user, .addresses: entry.text
                }
            },
            read: { text in
                if let entry = AccessEntry(text: text) { return .value(entry) }
                let isAddress = text.contains { "/:".contains($0) } || text.first?.isNumber == true
                let name = text.hasPrefix("@") ? "a group's name" : "a user's name"
                return .wrong(
                    hint: isAddress
                        ? "an address is 10.0.0.5 or fd00::1, a range 10.0.0.0/8 or fd00::/8"
                        : "\(name) is \(UserName.rule)"
                )
            }
        )
    }
}

extension ValueForm where Value == Access {
    /// Who may hold and observe; a list that is not written is the one without it.
    static var access: ValueForm {
        let list = ValueForm<[AccessEntry]>.list(of: .accessEntry, mayBeEmpty: true)
        return ValueForm(
            expected: "a mapping of hold, observe and deny to lists",
            text: { access in
                let lists =
                    [("hold", access.hold), ("observe", access.observe)]
                    + [("deny", access.deny)]
                return "{\(lists.map { "\($0): \(list.text($1))" }.joined(separator: ", "))}"
            },
            decode: { node, key, faults in
                guard let mapping = node.mapping, !mapping.isEmpty else {
                    let expected = "a mapping of hold, observe and deny to lists"
                    faults.note(key, mustBe: expected, not: node)
                    return nil
                }
                var access = Access()
                _ = SectionReader.read(
                    mapping,
                    SettingKeys.access,
                    into: &access,
                    noting: &faults
                )
                return access
            }
        )
    }
}

extension ValueForm where Value == Priorities {
    /// Whole numbers by the names of users and groups.
    static var priorities: ValueForm {
        let expected = "a mapping of NAME or @GROUP to whole numbers from -1000 to 1000"
        return ValueForm(
            expected: expected,
            text: { priorities in
                let users = priorities.users.sorted { $0.key < $1.key }
                    .map { "\($0.key): \($0.value)" }
                let groups = priorities.groups.sorted { $0.key < $1.key }
                    .map { "\"@\($0.key)\": \($0.value)" }
                return "{\((users + groups).joined(separator: ", "))}"
            },
            decode: { node, key, faults in
                guard let mapping = node.mapping else {
                    faults.note(key, mustBe: expected, not: node)
                    return nil
                }
                return priorities(mapping, noting: &faults)
            }
        )
    }

    private static func priorities(
        _ mapping: Node.Mapping,
        noting faults: inout FaultLog
    ) -> Priorities {
        var priorities = Priorities()
        for (name, key, node) in SectionReader.pairs(of: mapping, noting: &faults) {
            let number = ValueForm<Int>.signedCount(-1000...1000).decode(node, name, &faults)
            switch AccessEntry(text: name) {
            case .user(let user): priorities.users[user] = number
            case .group(let group): priorities.groups[group] = number
            case .anybody, .addresses, nil:
                let sentence = "'\(name.shown)' has no priority: only users and @groups have one"
                faults.note(sentence, at: key.position)
            }
        }
        return priorities
    }
}
