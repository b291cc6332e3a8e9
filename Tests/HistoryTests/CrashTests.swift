// What the next start finds after a crash, and what it makes of it. Numbers are in `NumberTests`; a
// stop in due form is in `ClosingTests`.

import GRDB
import GatewayAPI
import LeaseCore
import Testing

@testable import History

struct CrashTests {
    /// Records what `body` says, kills the gateway, starts it again, and returns what that one says
    /// of the sessions.
    private static func afterKill(
        _ body: (HistoryDatabase) async throws -> [SessionID]
    ) async throws -> (rows: [SessionRecord], heartbeat: Timestamp) {
        let directory = try StateDirectory()
        let killed = try directory.open()
        let sessions = try await body(killed)
        await killed.settle()
        let copy = try directory.copyAsAfterKill()
        try await killed.close()

        let next = try copy.open()
        var rows: [SessionRecord] = []
        for session in sessions {
            rows.append(try #require(try await next.session(session.number)))
        }
        let heartbeat = try await next.pool.read {
            try Timestamp.fetchOne($0, sql: "SELECT heartbeat_at FROM gateway_runs WHERE id = 1")
        }
        try await next.close()
        return (rows, try #require(heartbeat))
    }

    @Test func `rows that had ended stay as they were`() async throws {
        let (rows, _) = try await Self.afterKill { history in
            let session = history.arrive(at: 5_000)
            history.end(session, .queueTimeout, at: 6_000, waited: 1_000)
            return [session]
        }
        #expect(rows[0].endReason == "queue_timeout")
        #expect(rows[0].endedAt == Timestamp(milliseconds: 6_000))
    }

    @Test func `a waiter ends at the last heartbeat`() async throws {
        let arrivedAt = wallClockMilliseconds() - 60_000
        let (rows, heartbeat) = try await Self.afterKill { history in
            [history.arrive(at: arrivedAt, position: 1)]
        }
        let row = rows[0]
        #expect(row.endReason == "gateway_crash")
        #expect(row.endSide == "gateway")
        #expect(row.endPhase == "queued")
        #expect(row.role == "waiter")
        #expect(row.endedAt == heartbeat)
        #expect(row.waitedMilliseconds == heartbeat.milliseconds - arrivedAt)
        #expect(row.heldMilliseconds == 0)
        #expect(row.idleMilliseconds == 0)
    }

    @Test func `a holder's wait and hold sum to the stay`() async throws {
        let arrivedAt = wallClockMilliseconds() - 60_000
        let (rows, heartbeat) = try await Self.afterKill { history in
            let session = history.arrive(at: arrivedAt)
            await history.grant(session, at: arrivedAt + 20_000, waited: 20_000)
            history.note(session, "link_opened", at: arrivedAt + 20_010)
            return [session]
        }
        let row = rows[0]
        #expect(row.role == "holder")
        #expect(row.endPhase == "holding")
        #expect(row.endedAt == heartbeat)
        #expect(row.waitedMilliseconds == 20_000)
        #expect(row.heldMilliseconds == heartbeat.milliseconds - arrivedAt - 20_000)
        #expect(row.idleMilliseconds == nil)
        #expect(row.lease == 1)
    }

    @Test func `a holder whose link was refused last was connecting`() async throws {
        let arrivedAt = wallClockMilliseconds() - 60_000
        let (rows, _) = try await Self.afterKill { history in
            let session = history.arrive(at: arrivedAt)
            await history.grant(session, at: arrivedAt)
            history.note(session, "link_refused", at: arrivedAt + 10)
            return [session]
        }
        #expect(rows[0].endPhase == "connecting")
    }

    @Test func `no session ends before it arrived, whatever the clock did`() async throws {
        let future = wallClockMilliseconds() + 3_600_000
        let (rows, _) = try await Self.afterKill { history in
            let waiter = history.arrive(at: future, position: 1)
            let holder = history.arrive(at: future)
            await history.grant(holder, at: future + 500, waited: 500)
            return [waiter, holder]
        }
        #expect(rows[0].endedAt == Timestamp(milliseconds: future))
        #expect(rows[0].waitedMilliseconds == 0)
        #expect(rows[1].endedAt == Timestamp(milliseconds: future + 500))
        #expect(rows[1].heldMilliseconds == 0)
    }

    @Test func `the run that crashed is closed, and a run in due form says so`() async throws {
        let directory = try StateDirectory()
        let killed = try directory.open()
        let copy = try directory.copyAsAfterKill()
        try await killed.close()
        try await copy.open().close()
        let runs = try copy.sqlite {
            try Row.fetchAll($0, sql: "SELECT * FROM gateway_runs ORDER BY id")
        }
        #expect(runs.map { $0["end_reason"] as String? } == ["gateway_crash", "gateway_shutdown"])
        #expect(runs.map { $0["name"] } == ["lab1", "lab1"])
        #expect(runs.map { $0["version"] } == ["1.2.3", "1.2.3"])
        for run in runs { #expect((run["ended_at"] as Int64?) == run["heartbeat_at"]) }
    }
}
