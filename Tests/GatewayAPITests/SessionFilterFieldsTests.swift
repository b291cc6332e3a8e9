// A filter's way into a query and back, and the complaints about what is not one. What a filter
// selects is for History's tests.

import GatewayAPI
import LeaseCore
import Testing

struct SessionFilterFieldsTests {
    private let clock = WallClock(
        now: Timestamp(text: "2026-11-22T16:20:44.500Z")!,
        offsetSeconds: { _ in 3_600 }
    )

    @Test func `a filter with every condition survives the way through a query`() throws {
        var filter = SessionFilter()
        filter.devices = ["board1", "board2"]
        filter.users = ["alice & bob=100%", "ü"]
        filter.addresses = [AddressRange(text: "10.0.0.0/8")!, AddressRange(text: "fd00::1")!]
        filter.reasons = [.clientClosed, .deviceReset]
        filter.since = Timestamp(milliseconds: 1_764_000_000_001)
        filter.until = Timestamp(milliseconds: 1_764_000_000_002)
        filter.isLive = true
        filter.neverHeld = true
        filter.heldMin = .milliseconds(1_500)
        filter.limit = 7
        filter.cursor = "7+/="
        #expect(try SessionFilter(query: filter.query, clock: clock) == filter)
        for field in SessionFilter.Field.allCases {
            #expect(filter.query.contains("\(field.rawValue)="), "\(field) is not in the query")
        }
    }

    @Test func `an empty query is the filter that asks for nothing`() throws {
        #expect(try SessionFilter(query: "", clock: clock) == SessionFilter())
    }

    @Test func `a query takes what the command line takes`() throws {
        let filter = try SessionFilter(
            query: "since=2026-11-22&until=90m&min_held=10s&live&never_held=off",
            clock: clock
        )
        #expect(filter.since?.text == "2026-11-21T23:00:00.000Z")
        #expect(filter.until?.text == "2026-11-22T14:50:44.500Z")
        #expect(filter.heldMin == .seconds(10))
        #expect(filter.isLive)
        #expect(!filter.neverHeld)
    }

    @Test func `a plus in a query is a plus`() throws {
        let filter = try SessionFilter(query: "since=2026-11-22T17:20:44+01:00", clock: clock)
        #expect(filter.since?.text == "2026-11-22T16:20:44.000Z")
    }

    @Test(arguments: [
        ("address=nowhere", "address: expected an IP address or a range", ""),
        ("reason=client_close", "reason: there is no end reason 'client_close'.", "client_closed"),
        ("reason=bored", "reason: there is no end reason 'bored'.", "There are: client_closed, "),
        ("since=soon", "since: expected a time such as 2026-11-22T16:20:44Z", ""),
        ("live=maybe", "live: expected true or false, and not 'maybe'.", ""),
        ("min_held=10", "min_held: expected a length of time such as 250ms", ""),
        ("limit=0", "limit: expected a whole number from 1 up, and not '0'.", ""),
        ("limit=-1", "limit: expected a whole number from 1 up, and not '-1'.", ""),
        ("devise=board1", "There is no filter 'devise'.", "Did you mean 'device'?"),
        ("device=%zz", "'device=%zz' is not percent-encoded UTF-8.", ""),
        ("device=%ff", "'device=%ff' is not percent-encoded UTF-8.", ""),
    ])
    func `a wrong query says what is expected`(query: String, message: String, hint: String) {
        let problem = #expect(throws: Problem.self) {
            try SessionFilter(query: query, clock: clock)
        }
        #expect(problem?.code == .badRequest)
        #expect(problem?.message.hasPrefix(message) == true, "\(problem?.message ?? "")")
        #expect(hint.isEmpty ? problem?.hint == "" : problem?.hint.contains(hint) == true)
    }
}
