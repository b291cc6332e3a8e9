// Keys that are unknown, misplaced, given twice, missing, or not enforced yet: each is told by
// name, at its own place, and all of them at once.

import Testing

@testable import GatewayConfiguration

@Suite struct KeyFaultTests {
    @Test(arguments: [
        ("dead_pear", "dead_peer"), ("deadPeer", "dead_peer"), ("DEAD-PEER", "dead_peer"),
        ("queue_maxx", "queue_max"), ("notice", "notices"), ("idle_mx", "idle_max"),
    ])
    func `an unknown key is answered with the nearest one`(written: String, meant: String) {
        let sentence = "unknown key '\(written)'; did you mean '\(meant)'?"
        #expect(faults(board("\(written): 10s")) == ["5:5: \(sentence)"])
    }

    @Test func `a key that is near to nothing is only unknown`() {
        #expect(faults(board("colour: red")) == ["5:5: unknown key 'colour'"])
    }

    @Test func `a key in the wrong section is told where it belongs`() {
        let text =
            board("state_dir: /x", "users: {}") + "\ngateway: {dead_peer: 10s}\njournal_max: 5"
        #expect(
            faults(text) == [
                "5:5: unknown key 'state_dir'; it belongs under 'gateway'",
                "6:5: unknown key 'users'; it belongs at the top of the file",
                "7:11: unknown key 'dead_peer'; it belongs under a device or 'defaults'",
                "8:1: unknown key 'journal_max'; it belongs under 'history'",
            ]
        )
    }

    @Test func `a misspelt key in the wrong section is told both`() {
        let sentence = "unknown key 'client_max'; did you mean 'clients_max', under 'gateway'?"
        #expect(faults(board("client_max: 5")) == ["5:5: \(sentence)"])
    }

    @Test func `a key given twice is shown where it is again`() {
        let text = board("dead_peer: 10s", "queue_max: 1", "dead_peer: 12s", "'dead_peer': 13s")
        #expect(
            faults(text) == [
                "7:5: 'dead_peer' is given twice, first on line 5",
                "8:5: 'dead_peer' is given twice, first on line 5",
            ]
        )
    }

    @Test func `a device's name is used once`() {
        let text = board() + "\n  board1: {connect: \"demo:\", listen: [\"raw://127.0.0.1:0\"]}"
        #expect(faults(text) == ["5:3: 'board1' is given twice, first on line 2"])
    }

    @Test func `a section is given once`() {
        let text = "history: {}\n" + board() + "\nhistory: {}"
        #expect(faults(text) == ["6:1: 'history' is given twice, first on line 1"])
    }

    @Test func `a key given twice that is written in another way is still found`() {
        let text = board("\"\\x6Cink\": per_lease", "link: per_lease")
        #expect(faults(text) == ["5:5: the key 'link' is given twice"])
    }

    @Test func `a hundred keys given twice are all told, and more of them one at a time`() {
        let keys = (0...100).flatMap { ["x\($0): 1", "x\($0): 2"] }
        let hundred = board() + "\n" + keys.prefix(200).joined(separator: "\n")
        #expect(faults(hundred).count { $0.contains("is given twice, first on line") } == 100)
        let more = board() + "\n" + keys.joined(separator: "\n")
        #expect(faults(more).count == 1)
    }

    @Test func `a key is a text`() {
        #expect(faults(board("[a]: b")) == ["5:5: a key must be a text"])
    }

    @Test(arguments: ["Board1", "1board", "_x", "x y", "é", "", String(repeating: "x", count: 64)])
    func `a device's name is small letters, digits and a few marks`(name: String) {
        let text = "devices:\n  \"\(name)\": {connect: \"demo:\", listen: [\"raw://127.0.0.1:0\"]}"
        let rule = "a letter, then up to 62 of a-z 0-9 _ . -, no capitals"
        #expect(faults(text) == ["2:3: '\(name)' is no name of a device: \(rule)"])
    }

    @Test func `a device's name has up to 63 characters`() throws {
        let name = "a" + String(repeating: "9", count: 62)
        let text = "devices:\n  \(name): {connect: \"demo:\", listen: [\"raw://127.0.0.1:0\"]}"
        #expect(try settings(text).devices.map(\.name) == [name])
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "~"])
    func `a file with nothing in it has no devices`(text: String) {
        let sentence =
            "the file has no 'devices', which must be a mapping of device names to their keys"
        #expect(faults(text) == ["1:1: \(sentence)"])
    }

    @Test(arguments: [("", "empty"), ("{}", "an empty mapping"), ("[a]", "a list"), ("4", "'4'")])
    func `there is one device at least`(written: String, found: String) {
        let sentence = "'devices' must be a mapping of device names to their keys, not \(found)"
        let column = written.isEmpty ? 9 : 10
        #expect(faults("devices: \(written)") == ["1:\(column): \(sentence)"])
    }

    @Test func `a file is a mapping`() {
        #expect(faults("- a") == ["1:1: the file must be a mapping of keys, as in 'devices:'"])
    }

    @Test func `a device says how to reach it and where clients come in`() {
        let connect =
            "'board1' has neither 'connect', which must be \(connectForms), nor 'command'"
        let listen =
            "'board1' has no 'listen', which must be a list of SCHEME://ADDRESS:PORT,"
            + " with raw, raw+tls, telnet or telnet+tls"
        #expect(faults("devices:\n  board1:") == ["2:3: \(connect)", "2:3: \(listen)"])
        #expect(
            faults("devices: {board1: 5}") == [
                "1:19: 'board1' must be a mapping of a device's keys, not '5'"
            ]
        )
    }

    @Test func `what was given and is wrong is not missing too`() {
        let text = "devices: {board1: {command: [], listen: []}}"
        let command =
            "'command' must be a list of a program and its arguments, not an empty list"
        let listen =
            "'listen' must be a list of SCHEME://ADDRESS:PORT, with raw, raw+tls, telnet"
            + " or telnet+tls, not an empty list"
        #expect(faults(text) == ["1:29: \(command)", "1:41: \(listen)"])
    }

    @Test(
        arguments: plannedNames(SettingKeys.gateway).map { "gateway: {\($0): 1}" }
            + plannedNames(SettingKeys.history).map { "history: {\($0): 1}" }
            + plannedNames(SettingKeys.device).map { "defaults: {\($0): 1}" }
            + plannedNames(SettingKeys.file).map { "\($0): 1" }
    )
    func `a key that nothing enforces yet is refused by name`(line: String) throws {
        let parts = line.split(separator: ": ")
        let name = parts[parts.count - 2].drop { $0 == "{" }
        let column = parts.count == 3 ? parts[0].count + 4 : 1
        #expect(faults(board() + "\n" + line) == ["5:\(column): \(notEnforced(String(name)))"])
    }

    @Test func `all faults are told, in the order of the file`() {
        let text = """
            histroy: {}
            gateway: {clients_max: 0, http: "127.0.0.1:8400"}
            devices:
              board1:
                connect: tlenet://10.0.0.7:23
                listen: ["raw://0.0.0.0:4001", "raw://0.0.0.0"]
                dead_peer: 10
              Board2:
                listen: ["raw://127.0.0.1:4001"]
              board1: {}
            """
        let places = faults(text).map { $0.prefix { $0 != " " } }
        #expect(
            places == [
                "1:1:", "2:24:", "2:27:", "5:14:", "6:36:", "7:16:", "8:3:", "8:3:", "9:14:",
                "10:3:",
                "10:3:", "10:3:",
            ]
        )
    }

    private static func plannedNames<Target>(_ keys: [SettingKey<Target>]) -> [String] {
        keys.filter { if case .planned = $0.state { true } else { false } }.map(\.name)
    }

    private func notEnforced(_ words: String) -> String {
        "'\(words)' is not enforced by this version yet; remove it"
    }
}
