// Faults of `log`: it is a path, needs a link on which somebody hears the device at night, and is
// one device's alone.

import Testing

@testable import GatewayConfiguration

@Suite struct LogFaultTests {
    @Test func `a log is a path, and there is none unless it is written`() throws {
        #expect(try device().log == nil)
        #expect(try device("link: persistent", "log: /var/log/b.log").log == "/var/log/b.log")
        #expect(
            faults(board("link: persistent", "log: b.log")) == [
                "6:10: 'log' must be an absolute path of at most 4000 bytes, not 'b.log'"
            ]
        )
    }

    @Test func `a log needs a link that outlives a lease`() {
        let sentence =
            "'log' of 'board1' needs 'link: persistent': with 'per_lease' nobody hears the device "
            + "between two leases"
        #expect(faults(board("log: /var/log/b.log")) == ["5:10: \(sentence)"])
        #expect(faults(board("log: /b.log", "link: per_lease")) == ["5:10: \(sentence)"])
        let defaults = "defaults: {link: persistent}\n"
        #expect(faults(defaults + board("log: /var/log/b.log")) == [])
    }

    @Test func `two devices have two logs`() {
        let second = "\n  board2: {connect: \"demo:\", listen: [\"raw://127.0.0.1:0\"], log: /l}"
        let text = "defaults: {link: persistent}\n" + board("log: /l") + second
        #expect(faults(text) == ["7:66: 'log' of 'board2' is that of 'board1' too"])
        let shared =
            "defaults: {link: persistent, log: /l}\n" + board()
            + "\n  board2: {connect: \"demo:\", listen: [\"raw://127.0.0.1:0\"]}"
        #expect(faults(shared) == ["1:35: 'log' of 'board2' is that of 'board1' too"])
    }
}
