// What happens while the database takes nothing: because another program has locked it, because
// the disk is full. Nothing is lost, nobody is told a lie, and it is all said.

import Dispatch
import GRDB
import GatewayAPI
import LeaseCore
import Logging
import Testing

@testable import History

@Suite(.timeLimit(.minutes(1)))
struct DiskTroubleTests {
    private static let tinyDiskReason: Comment =
        "a full disk needs a file system of its own, which only root can mount"

    /// Another program that has locked the database until `release`.
    private struct Lock {
        private let queue: DatabaseQueue

        init(_ directory: StateDirectory) throws {
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            queue = try DatabaseQueue(path: directory.database, configuration: configuration)
            try queue.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        }

        func release() throws {
            try queue.inDatabase { try $0.execute(sql: "ROLLBACK") }
        }
    }

    @Test func `a locked database delays no grant for long, and loses nothing`() async throws {
        let directory = try StateDirectory()
        let (logger, lines) = LogTap.make()
        let history = try directory.open(logger: logger)
        #expect(history.problems == [])

        let lock = try Lock(directory)
        let first = history.arrive(at: 1)
        let (_, isDurable) = await history.grant(first)
        #expect(!isDurable)
        #expect(
            history.problems == [
                "the history cannot be written: another program has locked it; 2 rows wait."
            ]
        )
        let second = history.arrive(at: 2)
        #expect(await history.grant(second).isDurable == false)
        history.end(first, role: .holder, at: 3, held: 2)
        #expect(history.backlogCount == 5)

        try lock.release()
        var line = lines.makeAsyncIterator()
        #expect(await line.next()?.hasPrefix("error: The history cannot be written") == true)
        #expect(await line.next() == "notice: The history is written again.")
        await history.settle()
        #expect(history.problems == [])
        #expect(history.backlogCount == 0)
        let rows = try await history.sessions(SessionFilter()).sessions
        #expect(rows.map(\.id) == [second.number, first.number])
        #expect(rows.map(\.lease) == [2, 1])
        #expect(rows.map(\.endReason) == [nil, "client_closed"])
        try await history.close()
    }

    @Test func `nobody new is admitted once the journal is full`() async throws {
        let directory = try StateDirectory()
        let (logger, lines) = LogTap.make()
        let history = try directory.open(journalMax: 3, logger: logger)
        let lock = try Lock(directory)
        let session = history.arrive()
        await history.grant(session)
        #expect(history.hasRoom)
        let last = history.arrive()
        #expect(!history.hasRoom)
        #expect(history.problems.first?.hasSuffix("3 rows wait. Nobody new is admitted.") == true)
        history.end(session, role: .holder)
        history.end(last)
        for _ in 0..<100 { history.note(session, "link_refused") }
        #expect(history.backlogCount == 5, "ends are kept, notes are not")

        try lock.release()
        for await line in lines where line.hasSuffix("written again.") { break }
        await history.settle()
        #expect(history.hasRoom)
        let rows = try await history.sessions(SessionFilter()).sessions
        #expect(rows.allSatisfy { $0.endReason == "client_closed" })
        try await history.close()
    }

    @Test(.enabled(if: TinyDisk.isAllowed, tinyDiskReason))
    func `a full disk loses nothing and is written again when there is room`() async throws {
        let disk = try TinyDisk()
        let directory = try StateDirectory(in: disk.path)
        let (logger, lines) = LogTap.make()
        let history = try directory.open(logger: logger)
        let before = history.arrive(at: 0)
        #expect(await history.grant(before).isDurable)

        disk.fill()
        var sessions: [SessionID] = []
        repeat {
            sessions.append(history.arrive(at: Int64(sessions.count + 1)))
        } while await history.grant(sessions[sessions.count - 1]).isDurable
        #expect(history.problems.first?.contains("the disk is full") == true)
        for _ in 0..<100 { sessions.append(history.arrive(at: Int64(sessions.count + 1))) }

        disk.makeRoom()
        for await line in lines where line.hasSuffix("written again.") { break }
        await history.settle()
        #expect(history.problems == [])
        var all = SessionFilter()
        all.limit = nil
        let rows = try await history.sessions(all).sessions
        #expect(rows.map(\.id) == ([before] + sessions).map(\.number).reversed())
        try await history.close()
    }

    @Test(.enabled(if: TinyDisk.isAllowed, tinyDiskReason))
    func `a disk that is full at the start is named`() throws {
        let disk = try TinyDisk()
        let directory = try StateDirectory(in: disk.path)
        disk.fill()
        let problem = #expect(throws: Problem.self) { _ = try directory.open() }
        #expect(problem?.code == .databaseUnusable)
        #expect(problem?.message == "\(directory.database) cannot be used: the disk is full.")
    }

    @Test func `a stop gives a failing disk its time, and says what is lost`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let lock = try Lock(directory)
        history.arrive()
        history.arrive()
        let problem = await #expect(throws: Problem.self) {
            try await history.close(within: .milliseconds(700))
        }
        #expect(problem?.message.hasSuffix("2 rows of the history are lost.") == true)
        try lock.release()
    }

    @Test func `a stop writes what waits when the disk recovers in time`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let lock = try Lock(directory)
        let session = history.arrive()
        #expect(await history.grant(session).isDurable == false)
        async let closing: Void = history.close(within: .seconds(30))
        try lock.release()
        try await closing
        let row = try await HistoryFile(path: directory.database).session(session.number)
        #expect(row?.lease == 1)
    }
}
