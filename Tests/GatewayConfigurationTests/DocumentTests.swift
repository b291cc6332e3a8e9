// What operators read is what the program does: the reference has each key of the tables with its
// form and its default, and every example in it is a configuration that works.

import Testing

@testable import GatewayConfiguration

@Suite struct DocumentTests {
    private let initial = GatewaySettings(surroundings: lab, devices: [])
    private let initialDevice = DeviceSettings(name: "", connect: .demo, listen: [])

    @Test func `the reference describes each key as the tables do`() throws {
        let document = try repositoryFile("docs/CONFIGURATION.md")
        let expected =
            enforced(SettingKeys.file, FileSections())
            + enforced(SettingKeys.gateway, initial)
            + enforced(SettingKeys.history, initial.history)
            + enforced(SettingKeys.user, UserSettings(name: ""))
            + enforced(SettingKeys.device, initialDevice)
            + enforced(SettingKeys.access, initialDevice.access)
            + enforced(SettingKeys.pool, PoolSettings(name: "", devices: [], listen: []))
            + planned(SettingKeys.file) + planned(SettingKeys.gateway)
            + planned(SettingKeys.history) + planned(SettingKeys.device)
        let written = items(of: document)
        for (written, expected) in zip(written, expected) {
            #expect(
                written == expected,
                "docs/CONFIGURATION.md differs from SettingKeys: write\n\(expected)"
            )
        }
        #expect(written.count == expected.count, "docs/CONFIGURATION.md should list \(expected)")
    }

    @Test func `each example of the reference works`() throws {
        let examples = try yamlBlocks(of: repositoryFile("docs/CONFIGURATION.md"))
        #expect(!examples.isEmpty)
        for example in examples {
            #expect(faults(example) == [], "\(example)")
        }
    }

    @Test func `the first example of the reference has every key that is enforced`() throws {
        let example = try #require(yamlBlocks(of: repositoryFile("docs/CONFIGURATION.md")).first)
        let names =
            enforcedNames(SettingKeys.file) + enforcedNames(SettingKeys.gateway)
            + enforcedNames(SettingKeys.history) + enforcedNames(SettingKeys.user)
            + enforcedNames(SettingKeys.device) + enforcedNames(SettingKeys.access)
            + enforcedNames(SettingKeys.pool)
        let given = Set(example.split { !$0.isLetter && $0 != "_" && $0 != ":" })
        for name in names {
            #expect(given.contains("\(name):"), "no example of '\(name)'")
        }
    }
}

// MARK: The lines that the reference should have

extension DocumentTests {
    private func enforced<Target>(_ keys: [SettingKey<Target>], _ initial: Target) -> [String] {
        keys.compactMap { key in
            guard case .enforced(let enforcement) = key.state else { return nil }
            let fallback =
                switch enforcement.fallback {
                case .required(let others) where others.isEmpty: "Must be given."
                case .required(let others): "Must be given, or `\(others.joinedByOr)`."
                case .described(let words): "Default: \(words)."
                case .initial where enforcement.initialText(initial).isEmpty: ""
                case .initial: "Default: `\(enforcement.initialText(initial))`."
                }
            let parts = ["- `\(key.name)`: \(enforcement.expected).", fallback, key.meaning]
            return parts.filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    private func enforcedNames<Target>(_ keys: [SettingKey<Target>]) -> [String] {
        keys.compactMap { if case .enforced = $0.state { $0.name } else { nil } }
    }

    private func planned<Target>(_ keys: [SettingKey<Target>]) -> [String] {
        keys.compactMap { key in
            if case .planned = key.state { "- `\(key.name)`: \(key.meaning)" } else { nil }
        }
    }
}

// MARK: What the reference has

extension DocumentTests {
    /// The list items that begin with a name and a colon, each on one line.
    private func items(of document: String) -> [String] {
        var items: [String] = []
        var isInItem = false
        for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("- `"), line.contains("`:") {
                items.append(String(line))
                isInItem = true
            } else if isInItem, line.hasPrefix("  ") {
                items[items.count - 1] += " " + line.drop { $0 == " " }
            } else {
                isInItem = false
            }
        }
        return items
    }

    private func yamlBlocks(of document: String) -> [String] {
        document.split(separator: "```yaml\n").dropFirst().map { block in
            String(block[..<(block.firstRange(of: "```")?.lowerBound ?? block.endIndex)])
        }
    }
}
