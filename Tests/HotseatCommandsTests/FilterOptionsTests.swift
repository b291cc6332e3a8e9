// The filters as options: each arrives in the filter that the record is asked with. What their
// values may be is GatewayAPI's tests' affair.

import GatewayAPI
import LeaseCore
import Testing

@testable import HotseatCommands

struct FilterOptionsTests {
    private let clock = WallClock(
        now: Timestamp(text: "2026-11-22T16:20:44.500Z")!,
        offsetSeconds: { _ in 3_600 }
    )

    private func filter(_ arguments: String...) throws -> SessionFilter {
        try FilterOptions.parse(arguments).filter(clock: clock)
    }

    @Test func `without options everything is asked for`() throws {
        var all = SessionFilter()
        all.limit = nil
        #expect(try filter() == all)
    }

    @Test func `every option is a condition`() throws {
        let filter = try filter(
            "--device",
            "board1",
            "--device",
            "board2",
            "--user",
            "alice",
            "--address",
            "10.0.0.0/8",
            "--reason",
            "client_closed",
            "--reason",
            "kicked",
            "--since",
            "2026-11-22",
            "--until",
            "90m",
            "--live",
            "--never-held",
            "--min-held",
            "10s"
        )
        var expected = SessionFilter()
        expected.devices = ["board1", "board2"]
        expected.users = ["alice"]
        expected.addresses = [AddressRange(text: "10.0.0.0/8")!]
        expected.reasons = [.clientClosed, .kicked]
        expected.since = Timestamp(text: "2026-11-21T23:00:00Z")
        expected.until = Timestamp(text: "2026-11-22T14:50:44.500Z")
        expected.isLive = true
        expected.neverHeld = true
        expected.heldMin = .seconds(10)
        expected.limit = nil
        #expect(filter == expected)
    }

    @Test(arguments: [
        ("--reason", "client_close", "--reason: there is no end reason 'client_close'."),
        ("--since", "soon", "--since: expected a time"),
        ("--min-held", "10", "--min-held: expected"),
        ("--address", "10.0.0.0/33", "--address: expected an IP address"),
    ])
    func `a wrong value is told by the option's name`(
        option: String,
        value: String,
        message: String
    ) {
        let problem = #expect(throws: Problem.self) { try filter(option, value) }
        #expect(problem?.code.exitStatus == 64)
        #expect(problem?.message.hasPrefix(message) == true)
    }
}
