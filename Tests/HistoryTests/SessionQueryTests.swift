// Every filter, alone and with others, page by page, and what serves it. How a filter is written as
// text is not tested here.

import GRDB
import GatewayAPI
import LeaseCore
import Testing

@testable import History

struct SessionQueryTests {
    /// Asks `filter` of a history that `body` has recorded; returns the sessions' numbers.
    private static func ask(
        _ filter: SessionFilter,
        of body: (HistoryDatabase) async throws -> Void
    ) async throws -> [Int64] {
        let directory = try StateDirectory()
        let history = try directory.open()
        try await body(history)
        await history.settle()
        let numbers = try await history.sessions(filter).sessions.map(\.id)
        try await history.close()
        return numbers
    }

    private static func filter(_ change: (inout SessionFilter) -> Void) -> SessionFilter {
        var filter = SessionFilter()
        change(&filter)
        return filter
    }

    @Test func `the newest arrival comes first, and of two at once the later number`() async throws
    {
        let numbers = try await Self.ask(SessionFilter()) { history in
            history.arrive(at: 100)
            history.arrive(at: 300)
            history.arrive(at: 200)
            history.arrive(at: 300)
        }
        #expect(numbers == [4, 2, 3, 1])
    }

    @Test func `by device, any of several`() async throws {
        let numbers = try await Self.ask(Self.filter { $0.devices = ["a", "c"] }) { history in
            for device in ["a", "b", "c"] { history.arrive(device: device) }
        }
        #expect(numbers == [3, 1])
    }

    @Test func `by user`() async throws {
        let numbers = try await Self.ask(Self.filter { $0.users = ["alice"] }) { history in
            for user in ["alice", nil, "bob"] { history.arrive(user: user) }
        }
        #expect(numbers == [1])
    }

    @Test func `by address, single or a range, of either family`() async throws {
        let ranges = try ["10.0.0.0/8", "fd00::1"].map { try #require(AddressRange(text: $0)) }
        let numbers = try await Self.ask(Self.filter { $0.addresses = ranges }) { history in
            let addresses = ["10.1.2.3:5", "11.1.2.3:5", "[fd00::1]:5", "[fd00::2]:5"]
            for address in addresses { history.arrive(address: address) }
        }
        #expect(numbers == [3, 1])
    }

    @Test func `by reason, any of several`() async throws {
        let reasons: [EndReason] = [.clientReset, .queueFull]
        let numbers = try await Self.ask(Self.filter { $0.reasons = reasons }) { history in
            for reason in [EndReason.clientReset, .clientClosed, .queueFull] {
                history.end(history.arrive(), reason)
            }
            history.arrive()
        }
        #expect(numbers == [3, 1])
    }

    @Test func `since includes its moment, until does not`() async throws {
        let filter = Self.filter {
            $0.since = Timestamp(milliseconds: 200)
            $0.until = Timestamp(milliseconds: 400)
        }
        let numbers = try await Self.ask(filter) { history in
            for time in [100, 200, 300, 400] as [Int64] { history.arrive(at: time) }
        }
        #expect(numbers == [3, 2])
    }

    @Test func `live ones have not ended`() async throws {
        let numbers = try await Self.ask(Self.filter { $0.isLive = true }) { history in
            history.end(history.arrive())
            history.arrive()
        }
        #expect(numbers == [2])
    }

    @Test func `who was passed over never held`() async throws {
        let numbers = try await Self.ask(Self.filter { $0.neverHeld = true }) { history in
            history.arrive()
            await history.grant(history.arrive())
            let passedOver = history.arrive()
            await history.grant(passedOver)
            history.record(.passedOver(passedOver, at: 1_000_000))
        }
        #expect(numbers == [3, 1])
    }

    @Test func `a hold that goes on counts up to now`() async throws {
        let now = wallClockMilliseconds()
        let hour: Int64 = 3_600_000
        let numbers = try await Self.ask(Self.filter { $0.heldMin = .seconds(7_200) }) { history in
            await history.grant(history.arrive(at: now - 3 * hour), at: now - 3 * hour)
            await history.grant(history.arrive(at: now - hour), at: now - hour)
            for held in [2 * hour - 1, 2 * hour] {
                let session = history.arrive(at: 0)
                await history.grant(session, at: 0)
                history.end(session, role: .holder, at: held, held: held)
            }
            history.arrive(at: 0)
        }
        #expect(numbers == [1, 4])
    }

    @Test func `conditions of different kinds all hold`() async throws {
        let filter = Self.filter {
            $0.devices = ["a"]
            $0.users = ["alice"]
            $0.neverHeld = true
        }
        let numbers = try await Self.ask(filter) { history in
            history.arrive(device: "a", user: "alice")
            history.arrive(device: "a", user: "bob")
            history.arrive(device: "b", user: "alice")
            await history.grant(history.arrive(device: "a", user: "alice"))
        }
        #expect(numbers == [1])
    }

    @Test func `pages follow each other without a gap, whatever arrives meanwhile`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        for _ in 0..<25 { history.arrive(at: 1_000) }
        await history.settle()
        var filter = Self.filter { $0.limit = 10 }
        var pages: [[Int64]] = []
        repeat {
            let page = try await history.sessions(filter)
            pages.append(page.sessions.map(\.id))
            filter.cursor = page.cursor
            history.arrive(at: 2_000)
            await history.settle()
        } while filter.cursor != nil && pages.count < 5
        #expect(pages == [Array(16...25).reversed(), Array(6...15).reversed(), [5, 4, 3, 2, 1]])
        try await history.close()
    }

    @Test(arguments: [0, -1, Int.min, Int.max])
    func `no limit is too small or too great`(limit: Int) async throws {
        let numbers = try await Self.ask(Self.filter { $0.limit = limit }) { $0.arrive() }
        #expect(numbers == (limit > 0 ? [1] : []))
    }

    @Test(arguments: ["", "x", "1-", "1-2-3", "ü-1"])
    func `a cursor that no page gave is refused`(cursor: String) async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let problem = await #expect(throws: Problem.self) {
            _ = try await history.sessions(Self.filter { $0.cursor = cursor })
        }
        #expect(problem?.code == .badRequest)
        try await history.close()
    }

    @Test func `a number that no session has is answered with nothing`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        #expect(try await history.session(4_812) == nil)
        try await history.close()
    }

    @Test func `what a client said of itself is read back`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let session = history.arrive()
        await history.settle()
        try directory.sqlite {
            try $0.execute(sql: #"UPDATE sessions SET client_context = '{"term": "xterm"}'"#)
        }
        #expect(try await history.session(session.number)?.clientContext == ["term": "xterm"])
        try await history.close()
    }

    @Test(arguments: [
        (filter { $0.devices = ["a"] }, "sessions_by_device (device=?)"),
        (
            filter {
                $0.devices = ["a"]
                $0.reasons = [.clientReset]
                $0.since = Timestamp(milliseconds: 0)
            }, "sessions_by_device_and_reason (device=? AND end_reason=? AND arrived_at>?)"
        ),
        (filter { $0.users = ["alice"] }, "sessions_by_user (user=?)"),
        (filter { $0.since = Timestamp(milliseconds: 0) }, "sessions_by_arrival (arrived_at>?)"),
        (filter { $0.isLive = true }, "sessions_open"),
        (filter { $0.cursor = "1-1" }, "sessions_by_arrival (arrived_at<?)"),
        (SessionFilter(), "sessions_by_arrival"),
    ])
    func `an index serves the filter and the order`(
        filter: SessionFilter,
        index: String
    ) async throws {
        let queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue)
        let query = try SessionQuery(filter)
        let plan = try await queue.read { database in
            try SQLRequest<Row>(literal: "EXPLAIN QUERY PLAN \(query.sql)").fetchAll(database)
                .map { $0["detail"] as String }
        }
        #expect(plan.count == 1)
        #expect(plan[0].hasSuffix(" USING INDEX \(index)"))
    }
}
