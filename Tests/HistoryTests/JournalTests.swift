// What the journal does while the disk works: facts become rows, in order, in groups, and numbers
// are never given twice.

import GRDB
import GatewayAPI
import LeaseCore
import Synchronization
import Testing

@testable import History

struct JournalTests {
    @Test func `a session is a row from its arrival on`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let session = history.arrive(user: "alice", at: 5_000, position: 3)
        await history.settle()
        let row = try #require(try await history.session(session.number))
        #expect(row.device == "board1")
        #expect(row.user == "alice")
        #expect(row.address == "10.0.0.5:40001")
        #expect(row.via == "raw")
        #expect(row.arrivedAt == Timestamp(milliseconds: 5_000))
        #expect(row.queuePosition == 3)
        #expect(row.lease == nil)
        #expect(row.endReason == nil)
        try await history.close()
    }

    @Test func `a row goes with its session to another device`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let session = history.arrive(device: "board1", at: 5_000, position: 2)
        history.record(.moved(session, to: "board2", at: 6_000))
        await history.settle()
        let row = try #require(try await history.session(session.number))
        #expect(row.device == "board2")
        #expect(row.queuePosition == 2)
        let at = Timestamp(milliseconds: 6_000)
        #expect(row.events == [SessionEvent(at: at, kind: "moved", detail: "board1 to board2")])
        try await history.close()
    }

    @Test func `what is known of a client is a JSON object`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let context = ["pool": "nrf52", "b": "\"", "a": "/"]
        let session = history.arrive(at: 5_000, context: context)
        let other = history.arrive(at: 5_000)
        await history.settle()
        #expect(try await history.session(session.number)?.clientContext == context)
        #expect(try await history.session(other.number)?.clientContext == nil)
        try await history.close()
    }

    @Test func `a grant is in the database when it is said to be`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let session = history.arrive(at: 5_000)
        let (lease, isDurable) = await history.grant(session, at: 5_400, waited: 400)
        #expect(isDurable)
        let row = try #require(try await history.session(session.number))
        #expect(row.role == "holder")
        #expect(row.lease == lease?.number)
        #expect(row.grantedAt == Timestamp(milliseconds: 5_400))
        #expect(row.waitedMilliseconds == 400)
        #expect(row.heldMilliseconds == nil)
        try await history.close()
    }

    @Test func `a row that has ended is complete`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let session = history.arrive(at: 5_000)
        await history.grant(session, at: 5_400, waited: 400)
        history.record(
            .ended(
                SessionEnd(
                    session: session,
                    role: .holder,
                    endedAt: 9_000,
                    waitedMilliseconds: 400,
                    heldMilliseconds: 3_600,
                    idleMilliseconds: 12,
                    reason: .kicked,
                    phase: .holding,
                    detail: "needed for a release",
                    actor: "bob",
                    bytesToDevice: 7,
                    bytesFromDevice: 11
                )
            )
        )
        await history.settle()
        let row = try #require(try await history.session(session.number))
        #expect(row.endedAt == Timestamp(milliseconds: 9_000))
        #expect(row.waitedMilliseconds == 400)
        #expect(row.heldMilliseconds == 3_600)
        #expect(row.idleMilliseconds == 12)
        #expect(row.endReason == "kicked")
        #expect(row.endSide == "operator")
        #expect(row.endPhase == "holding")
        #expect(row.endDetail == "needed for a release")
        #expect(row.endActor == "bob")
        #expect(row.bytesToDevice == 7)
        #expect(row.bytesFromDevice == 11)
        try await history.close()
    }

    @Test func `who is passed over has no lease any more, and an event that tells`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let session = history.arrive()
        let (lease, _) = await history.grant(session, at: 1_002_000, waited: 2_000)
        history.record(.passedOver(session, at: 1_003_000))
        await history.settle()
        let row = try #require(try await history.session(session.number))
        #expect(row.role == "waiter")
        #expect(row.lease == nil)
        #expect(row.grantedAt == nil)
        #expect(row.waitedMilliseconds == nil)
        let event = SessionEvent(
            at: Timestamp(milliseconds: 1_003_000),
            kind: "passed_over",
            detail: "lease \(try #require(lease).number)"
        )
        #expect(row.events == [event])
        try await history.close()
    }

    @Test func `events of a session keep their order`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let session = history.arrive()
        let kinds = ["link_opening", "link_refused", "link_opening", "link_opened"]
        for kind in kinds { history.note(session, kind) }
        await history.settle()
        let row = try #require(try await history.session(session.number))
        #expect(row.events?.map(\.kind) == kinds)
        try await history.close()
    }

    @Test func `facts that arrive together are committed together`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let commits = Mutex(0)
        try await history.pool.writeWithoutTransaction { database in
            database.trace { event in
                if event.description.hasPrefix("COMMIT") { commits.withLock { $0 += 1 } }
            }
        }
        for _ in 0..<5_000 {
            let session = history.arrive()
            history.end(session)
        }
        await history.settle()
        let rows = try await history.pool.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM sessions WHERE ended_at IS NOT NULL")
        }
        #expect(rows == 5_000)
        #expect(commits.withLock { $0 } < 1_000, "10,000 facts should not be as many commits")
        try await history.close()
    }

    @Test func `every grant is told once, in order`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let told = Mutex<[Int64]>([])
        for _ in 0..<100 {
            let session = history.arrive()
            let lease = try #require(history.nextLease())
            let grant = SessionGrant(
                session: session,
                lease: lease,
                grantedAt: 1_000_000,
                waitedMilliseconds: 0
            )
            history.record(grant) { isDurable in
                #expect(isDurable)
                told.withLock { $0.append(lease.number) }
            }
        }
        await history.settle()
        #expect(told.withLock { $0 } == Array(1...100))
        try await history.close()
    }

    @Test(arguments: HistoryDatabase.Durability.allCases)
    func `a commit goes as far as the durability says`(
        durability: HistoryDatabase.Durability
    ) async throws {
        let directory = try StateDirectory()
        let history = try directory.open(durability: durability)
        await history.grant(history.arrive())
        let level = try await history.pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA synchronous")
        }
        #expect(level == (durability == .full ? 2 : 1))
        try await history.close()
    }

    @Test func `the run's heart beats without facts`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let first = try await Self.heartbeat(of: history)
        let deadline = ContinuousClock.now + .seconds(2)
        while try await Self.heartbeat(of: history) == first, ContinuousClock.now < deadline {}
        #expect(try await Self.heartbeat(of: history) > first)
        try await history.close()
    }

    private static func heartbeat(of history: HistoryDatabase) async throws -> Int64 {
        let heartbeat = try await history.pool.read {
            try Int64.fetchOne($0, sql: "SELECT heartbeat_at FROM gateway_runs")
        }
        return try #require(heartbeat)
    }
}
