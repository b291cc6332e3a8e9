// What happens while a write of the history does not return, and does not fail: nobody waits for
// longer than a second, it is said, and nothing is lost or written twice. The writer really hangs,
// in the middle of its transaction. What the backlog decides is in `BacklogLookTests`.

import Dispatch
import GRDB
import GatewayAPI
import LeaseCore
import Testing

@testable import History

@Suite(.timeLimit(.minutes(1)))
struct HangingDiskTests {
    private static let late =
        "the history cannot be written: the disk has not answered in time for "

    /// Lets every transaction of the writer wait while it hangs; for a while, so that a writer that
    /// waits for it too long fails a test, and does not hang it as well.
    private final class Disk: Sendable {
        private let gate = DispatchSemaphore(value: 1)

        init(of history: HistoryDatabase) async throws {
            let pass = DatabaseFunction("pass", argumentCount: 0) { [gate] _ in
                if gate.wait(timeout: .now() + .seconds(10)) == .success { gate.signal() }
                return nil
            }
            try await history.pool.writeWithoutTransaction { database in
                database.add(function: pass)
                try database.execute(
                    sql: """
                        CREATE TEMP TRIGGER hang AFTER UPDATE ON gateway_runs
                        BEGIN SELECT pass(); END
                        """
                )
            }
        }

        func hang() { gate.wait() }
        func answer() { gate.signal() }
    }

    private static func time(_ body: () async throws -> Void) async rethrows -> Duration {
        let start = ContinuousClock.now
        try await body()
        return .now - start
    }

    @Test func `a grant waits for a second, the next one not at all; none is lost`() async throws {
        let directory = try StateDirectory()
        let (logger, lines) = LogTap.make()
        let history = try directory.open(logger: logger)
        let disk = try await Disk(of: history)
        disk.hang()
        let first = history.arrive(at: 1)
        let waited = await Self.time {
            let (_, isDurable) = await history.grant(first)
            #expect(!isDurable)
        }
        #expect(waited < .seconds(2))
        let second = history.arrive(at: 2)
        let waitedAfter = await Self.time {
            let (_, isDurable) = await history.grant(second)
            #expect(!isDurable)
        }
        #expect(waitedAfter < .milliseconds(500))
        let problem = try #require(history.problems.first)
        #expect(problem.hasPrefix(Self.late) && problem.hasSuffix("s; 4 rows wait."), "\(problem)")

        // Whoever waits is answered first.
        var line = lines.makeAsyncIterator()
        #expect(
            await line.next() == """
                error: The history cannot be written: the disk has not answered in time for 1s. \
                Look for errors of the disk in the kernel's log.
                """
        )
        disk.answer()
        #expect(await line.next() == "notice: The history is written again.")
        await history.settle()
        #expect(history.problems == [])
        let rows = try await history.sessions(SessionFilter()).sessions
        #expect(rows.map(\.id) == [second.number, first.number])
        #expect(rows.map(\.lease) == [2, 1])
        let third = history.arrive(at: 3)
        #expect(await history.grant(third).isDurable)
        try await history.close()
    }

    @Test func `it is said where nobody waits, and the journal's limit counts`() async throws {
        let directory = try StateDirectory()
        let (logger, lines) = LogTap.make()
        let history = try directory.open(journalMax: 3, logger: logger)
        let disk = try await Disk(of: history)
        disk.hang()
        for await line in lines where line.hasPrefix("error") { break }
        #expect(history.problems.first?.hasSuffix("s; 0 rows wait.") == true)
        let sessions = [history.arrive(), history.arrive()]
        #expect(history.hasRoom)
        let last = history.arrive()
        #expect(!history.hasRoom)
        #expect(history.problems.first?.hasSuffix("3 rows wait. Nobody new is admitted.") == true)
        for _ in 0..<100 { history.note(last, "link_refused") }
        for session in sessions + [last] { history.end(session) }
        #expect(history.backlogCount == 6, "ends are kept, notes are not")

        disk.answer()
        for await line in lines where line.hasSuffix("written again.") { break }
        await history.settle()
        #expect(history.hasRoom)
        let rows = try await history.sessions(SessionFilter()).sessions
        #expect(rows.map(\.endReason) == ["client_closed", "client_closed", "client_closed"])
        try await history.close()
    }

    @Test func `a stop does not wait for it, and says what may be lost`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let disk = try await Disk(of: history)
        disk.hang()
        let session = history.arrive()
        #expect(await history.grant(session).isDurable == false)
        let problem = await #expect(throws: Problem.self) {
            try await history.close(within: .milliseconds(100))
        }
        #expect(problem?.message.hasSuffix("its disk does not answer.") == true)
        #expect(problem?.hint == "2 rows of the history may be lost.")
        disk.answer()
    }
}
