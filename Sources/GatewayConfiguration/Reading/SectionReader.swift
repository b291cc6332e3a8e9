// Reads the keys of one section, or of a mapping within one, by their table: what is unknown, given
// twice, wrong or not enforced is noted at its place. Which sections there are is
// `SettingsReader`'s; what one value may be, `ValueForm`'s.

import Yams

/// Reads mappings of keys.
enum SectionReader {
    /// Nodes by the names of their keys.
    typealias Entries = [String: Node]

    /// Reads the keys of one section into `target`, and returns what was there, right or wrong.
    static func read<Target>(
        _ section: Node.Mapping,
        _ keys: [SettingKey<Target>],
        into target: inout Target,
        noting faults: inout FaultLog
    ) -> Entries {
        var entries: Entries = [:]
        for (name, key, value) in pairs(of: section, noting: &faults) {
            guard let known = keys.first(where: { $0.name == name }) else {
                noteUnknown(name, among: keys.map(\.name), at: key, noting: &faults)
                continue
            }
            entries[name] = value
            switch known.state {
            case .enforced(let enforcement): enforcement.apply(value, &target, &faults)
            case .planned: faults.note(notEnforced: name, at: key.position)
            }
        }
        return entries
    }

    /// The pairs of a mapping with their keys as texts. A key that is there again is noted.
    static func pairs(
        of mapping: Node.Mapping,
        noting faults: inout FaultLog
    ) -> [(name: String, key: Node, value: Node)] {
        var firstLines: [String: Int] = [:]
        return mapping.compactMap { key, value in
            guard let name = key.scalar?.string else {
                faults.note("a key must be a text", at: key.position)
                return nil
            }
            if let line = firstLines[name] {
                let sentence = "'\(name.shown)' is given twice, first on line \(line)"
                faults.note(sentence, at: key.position)
            } else {
                firstLines[name] = key.position.line
            }
            return (name, key, value)
        }
    }

    private static func noteUnknown(
        _ name: String,
        among names: [String],
        at key: Node,
        noting faults: inout FaultLog
    ) {
        let elsewhere = SettingKeys.sections.first { $0.names.contains(name) }
        let hint =
            elsewhere.map { "it belongs \($0.place)" }
            ?? NearSpelling.hint(name, among: names)
            ?? SettingKeys.sections.lazy.compactMap { place, names in
                NearSpelling.of(name, among: names).map { "did you mean '\($0)', \(place)?" }
            }.first
        let sentence = "unknown key '\(name.shown)'"
        faults.note(hint.map { "\(sentence); \($0)" } ?? sentence, at: key.position)
    }
}
