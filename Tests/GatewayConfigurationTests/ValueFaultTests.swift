// Values that are not what their keys want: each is named, with what would be right, where it
// stands.

import GatewayConfiguration
import Testing

@Suite struct ValueFaultTests {
    @Test(arguments: [
        ("on", "on"), ("true", "on"), ("off", "off"), ("false", "off"), ("edges", "edges"),
    ])
    func `on and off may be written as true and false`(written: String, meant: String) throws {
        let notices = try device("notices: \(written)").notices
        #expect(notices?.rawValue == meant)
    }

    @Test(arguments: ["On", "yes", "TRUE"])
    func `no other word is on`(written: String) {
        let sentence = "'notices' must be on, edges or off, not '\(written)'"
        #expect(faults(board("notices: \(written)")).first?.hasPrefix("5:14: \(sentence)") == true)
    }

    @Test func `true and false are nothing where on and off are nothing`() {
        let sentence = "'type_ahead' must be discard or hold, not 'true'"
        #expect(faults(board("type_ahead: true")) == ["5:17: \(sentence)"])
    }

    @Test func `a word that is nearly right is named`() {
        let sentence =
            "'type_ahead' must be discard or hold, not 'disacrd'; did you mean 'discard'?"
        #expect(faults(board("type_ahead: disacrd")) == ["5:17: \(sentence)"])
    }

    @Test(arguments: [
        ("dead_peer: 999ms", "'999ms'"), ("dead_peer: 9h", "'9h'"), ("dead_peer: [10s]", "a list"),
        ("dead_peer: {s: 10}", "a mapping"), ("dead_peer:", "empty"), ("dead_peer: ~", "empty"),
        ("dead_peer: \"0s\"", "the text \"0s\""),
    ])
    func `a length of time has its range`(line: String, found: String) {
        let column = line == "dead_peer:" ? 15 : 16
        let sentence = "'dead_peer' must be a length of time from 1s to 8h, not \(found)"
        #expect(faults(board(line)) == ["5:\(column): \(sentence)"])
    }

    @Test(arguments: ["10", "10 s", "1h30m", "soon"])
    func `a length of time has one unit`(written: String) {
        let sentence = """
            'queue_timeout' must be a length of time from 100ms to 365d, not '\(written)'; \
            write a number and ms, s, m, h or d, as in 10s
            """
        #expect(faults(board("queue_timeout: \(written)")) == ["5:20: \(sentence)"])
    }

    @Test func `the ends of a range are in it`() throws {
        #expect(try device("dead_peer: 1s").deadPeer == .seconds(1))
        #expect(try device("dead_peer: 8h").deadPeer == .seconds(28_800))
        #expect(try device("dead_peer: 480m").deadPeer == .seconds(28_800))
        #expect(try device("queue_max: 1000000").queueMax == 1_000_000)
    }

    @Test(arguments: [
        "-1", "1000001", "1_000", "0x10", "007", "1.0", "many", "99999999999999999999",
    ])
    func `a number is whole, decimal and in its range`(written: String) {
        let sentence = "'queue_max' must be a whole number from 0 to 1000000, not '\(written)'"
        #expect(faults(board("queue_max: \(written)")) == ["5:16: \(sentence)"])
    }

    @Test func `a number in quotes is a text`() {
        let sentence = "'queue_max' must be a whole number from 0 to 1000000, not the text \"64\""
        #expect(faults(board("queue_max: \"64\"")) == ["5:16: \(sentence)"])
    }

    @Test(arguments: [
        ("clients_max", 15, "1 to 1000000"), ("clients_per_address_max", 27, "1 to 1000000"),
    ])
    func `a gateway admits at least one client`(key: String, column: Int, range: String) {
        let sentence = "'\(key)' must be a whole number from \(range), not '0'"
        #expect(faults(board() + "\ngateway:\n  \(key): 0") == ["6:\(column + 1): \(sentence)"])
    }

    @Test func `what waits for the disk is one row at least`() {
        let sentence = "'journal_max' must be a whole number from 1 to 10000000, not '0'"
        #expect(faults(board() + "\nhistory: {journal_max: 0}") == ["5:24: \(sentence)"])
    }

    @Test(arguments: ["state_dir", "control"])
    func `a path is absolute`(key: String) {
        let bytesMax = key == "control" ? 107 : 4000
        let sentence =
            "'\(key)' must be an absolute path of at most \(bytesMax) bytes, not 'var/run'"
        #expect(
            faults(board() + "\ngateway: {\(key): var/run}") == ["5:\(13 + key.count): \(sentence)"]
        )
    }

    @Test func `a control socket's path fits a socket address`() throws {
        let longest = "/" + String(repeating: "x", count: 106)
        let file = { (path: String) in board() + "\ngateway: {control: \(path)}" }
        #expect(try settings(file(longest)).controlSocket == longest)
        #expect(faults(file(longest + "x")).count == 1)
    }

    @Test func `a description is one printable line`() {
        let sentence = """
            'description' must be one line of 0 to 200 printable characters, \
            not the text "a\\u{07}\\nb"
            """
        #expect(faults(board("description: \"a\\a\\nb\"")) == ["5:18: \(sentence)"])
        #expect(faults(board("description: \(String(repeating: "é", count: 200))")) == [])
        #expect(faults(board("description: \(String(repeating: "é", count: 201))")).count == 1)
    }

    @Test func `a long value is shown short`() throws {
        let fault = try #require(
            faults(board("notices: \(String(repeating: "x", count: 500))")).first
        )
        #expect(fault.hasSuffix("not '\(String(repeating: "x", count: 80))…'"))
    }
}
