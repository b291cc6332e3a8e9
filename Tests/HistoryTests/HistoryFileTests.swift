// A history read from its file: by its owner, by somebody else, beside a running gateway; and the
// files that are not one.

import Foundation
import GRDB
import GatewayAPI
import LeaseCore
import Testing

@testable import History

struct HistoryFileTests {
    private static func recorded() async throws -> StateDirectory {
        let directory = try StateDirectory()
        let history = try directory.open()
        history.end(history.arrive())
        try await history.close()
        return directory
    }

    @Test func `after a clean stop anybody who may read the file can`() async throws {
        let directory = try await Self.recorded()
        chmod(directory.path, 0o555)
        chmod(directory.database, 0o444)
        let file = try Nobody.run { try HistoryFile(path: directory.database) }
        #expect(try await file.sessions(SessionFilter()).sessions.map(\.id) == [1])
        #expect(try await file.session(1)?.endReason == "client_closed")
        #expect(try directory.files == ["history.sqlite"])
    }

    @Test func `a file beside a running gateway is read with all that is committed`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let session = history.arrive()
        await history.grant(session)
        let file = try HistoryFile(path: directory.database)
        #expect(try await file.session(session.number)?.lease == 1)
        try await history.close()
    }

    @Test func `rows that a crash left in the log are read`() async throws {
        let directory = try StateDirectory()
        let killed = try directory.open()
        let session = killed.arrive()
        await killed.grant(session)
        let copy = try directory.copyAsAfterKill()
        try await killed.close()
        let before = try copy.files
        let file = try HistoryFile(path: copy.database)
        #expect(try await file.session(session.number)?.lease == 1)
        #expect(try copy.files == before)
    }

    @Test(arguments: ["", "-wal"])
    func `the right that is missing is named`(suffix: String) async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        await history.grant(history.arrive())
        chmod(directory.path, 0o755)
        for file in try directory.files { chmod(directory.path + "/" + file, 0o644) }
        chmod(directory.database + suffix, 0o600)
        let problem = #expect(throws: Problem.self) {
            try Nobody.run { _ = try HistoryFile(path: directory.database) }
        }
        let database = directory.database
        #expect(problem?.code == .notPermitted)
        #expect(problem?.message == "\(database) needs the right to read \(database)\(suffix).")
        try await history.close()
    }

    @Test func `a path with marks of a URI is a path`() async throws {
        let directory = try await Self.recorded()
        let odd = directory.path + "/a?b#c%20d e.sqlite"
        try FileManager.default.moveItem(atPath: directory.database, toPath: odd)
        let file = try HistoryFile(path: odd)
        #expect(try await file.sessions(SessionFilter()).sessions.count == 1)
    }

    @Test func `a file that is not there is named`() throws {
        let directory = try StateDirectory()
        let problem = #expect(throws: Problem.self) {
            _ = try HistoryFile(path: directory.database)
        }
        #expect(problem?.message == "There is no file \(directory.database).")
        #expect(try directory.files == [])
    }

    @Test func `a database that is no history is said to be none`() throws {
        let directory = try StateDirectory()
        try directory.sqlite { try $0.execute(sql: "CREATE TABLE songs (title TEXT)") }
        let problem = #expect(throws: Problem.self) {
            _ = try HistoryFile(path: directory.database)
        }
        #expect(problem?.code == .databaseUnusable)
        #expect(problem?.message.contains("not the history of a gateway") == true)
    }

    @Test func `a history of a newer version is refused`() async throws {
        let directory = try await Self.recorded()
        try directory.sqlite {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999_later')")
        }
        let problem = #expect(throws: Problem.self) {
            _ = try HistoryFile(path: directory.database)
        }
        #expect(problem?.code == .databaseNewer)
    }
}
