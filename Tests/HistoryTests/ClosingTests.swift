// A stop in due form: everything is written, one file is left, and nothing is taken any more. What
// a stop in no form leaves is in `CrashTests`.

import GRDB
import GatewayAPI
import LeaseCore
import Testing

@testable import History

struct ClosingTests {
    @Test func `a clean stop leaves one file with every row`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        for _ in 0..<3_000 { history.end(history.arrive()) }
        _ = try await history.sessions(SessionFilter())
        try await history.close()
        #expect(try directory.files == ["history.sqlite"])
        let count = try directory.sqlite {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM sessions WHERE ended_at IS NOT NULL")
        }
        #expect(count == 3_000)
    }

    @Test func `after the stop nothing is taken, and no grant is durable`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        try await history.close()
        history.arrive()
        let grant = SessionGrant(
            session: SessionID(1),
            lease: LeaseNumber(1),
            grantedAt: 0,
            waitedMilliseconds: 0
        )
        let isDurable = await withCheckedContinuation { continuation in
            history.record(grant) { continuation.resume(returning: $0) }
        }
        #expect(!isDurable)
        #expect(history.nextLease() == nil)
        await #expect(throws: Problem.self) { try await history.sessions(SessionFilter()) }
    }

    @Test func `a second stop does nothing`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        try await history.close()
        try await history.close()
        #expect(try directory.files == ["history.sqlite"])
    }

    @Test func `a stop does not wait for a long question`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let (steps, step) = AsyncStream.makeStream(of: Void.self)
        let reader = Task {
            try await history.pool.read { database in
                let isRunning = DatabaseFunction("is_running", argumentCount: 0) { _ in
                    step.yield()
                    return true
                }
                database.add(function: isRunning)
                return try Int.fetchOne(
                    database,
                    sql: """
                        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n)
                        SELECT max(i) FROM n WHERE is_running()
                        """
                )
            }
        }
        for await _ in steps { break }
        try await history.close()
        await #expect(throws: DatabaseError.self) { _ = try await reader.value }
        #expect(try directory.files == ["history.sqlite"])
    }
}
