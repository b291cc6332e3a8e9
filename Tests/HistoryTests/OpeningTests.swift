// Databases that a gateway cannot take charge of: each is named, with what to do, and left alone.
// One that a crash left behind is another matter: `CrashTests`.

import Foundation
import GRDB
import GatewayAPI
import Testing

@testable import History

struct OpeningTests {
    @Test func `a database of a newer version is refused and left as it is`() async throws {
        let directory = try StateDirectory()
        try await directory.open().close()
        try directory.sqlite {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999_later')")
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: directory.database))
        let problem = #expect(throws: Problem.self) { _ = try directory.open() }
        #expect(problem?.code == .databaseNewer)
        #expect(problem?.message.contains(directory.database) == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: directory.database)) == before)
        #expect(try directory.files == ["history.sqlite"])
    }

    @Test func `a file that is not a database is refused and left as it is`() throws {
        let directory = try StateDirectory()
        let text = Data(String(repeating: "not a database. ", count: 100).utf8)
        try text.write(to: URL(fileURLWithPath: directory.database))
        let problem = #expect(throws: Problem.self) { _ = try directory.open() }
        #expect(problem?.code == .databaseUnusable)
        #expect(
            problem?.message == "\(directory.database) cannot be used: it is not a database."
        )
        #expect(try Data(contentsOf: URL(fileURLWithPath: directory.database)) == text)
    }

    @Test func `a damaged database is named`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        for _ in 0..<2_000 { history.arrive() }
        try await history.close()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: directory.database))
        try file.seek(toOffset: 4_096)
        try file.write(contentsOf: Data(repeating: 0x5A, count: 60_000))
        try file.close()
        let problem = #expect(throws: Problem.self) { _ = try directory.open() }
        #expect(problem?.code == .databaseUnusable)
        #expect(problem?.message == "\(directory.database) cannot be used: it is damaged.")
    }

    @Test func `a database that may not be written is named`() async throws {
        let directory = try StateDirectory()
        try await directory.open().close()
        chmod(directory.path, 0o555)
        chmod(directory.database, 0o444)
        let problem = #expect(throws: Problem.self) {
            try Nobody.run { _ = try directory.open() }
        }
        #expect(problem?.code == .databaseUnusable)
        #expect(problem?.message.contains(directory.database) == true)
        #expect(problem?.hint.contains("must exist and be writable") == true)
        chmod(directory.path, 0o755)
    }

    @Test func `a state directory that is not there is named`() {
        let problem = #expect(throws: Problem.self) {
            _ = try HistoryDatabase.open(
                stateDirectory: "/nowhere",
                gateway: "lab1",
                version: "1"
            )
        }
        #expect(problem?.code == .databaseUnusable)
        #expect(problem?.message.hasPrefix("/nowhere/history.sqlite cannot be used:") == true)
    }

    @Test func `a database of somebody else's with tables of the same name is refused`() throws {
        let directory = try StateDirectory()
        try directory.sqlite { try $0.execute(sql: "CREATE TABLE sessions (id INTEGER)") }
        let problem = #expect(throws: Problem.self) { _ = try directory.open() }
        #expect(problem?.code == .databaseUnusable)
        #expect(problem?.message.contains("sessions already exists") == true)
    }
}
