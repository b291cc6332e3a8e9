// The schema against the lists that it repeats: the files in migrations/, the whole schema written
// out beside this test, the enumerations of LeaseCore, the keys of JSON.

import Foundation
import GRDB
import GatewayAPI
import LeaseCore
import Testing

@testable import History

struct SchemaTests {
    private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    private static func migrated() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue)
        return queue
    }

    @Test func `every file in migrations is applied, in order`() throws {
        let folder = Self.here.appending(path: "../../migrations").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(
            files.sorted() == Schema.migrations.map { $0.name + ".sql" },
            "list each file of migrations/ in Sources/History/Schema.swift"
        )
        for migration in Schema.migrations {
            let file = folder.appending(path: migration.name + ".sql")
            #expect(
                try Data(contentsOf: file) == Data(migration.sql),
                "\(migration.name) is listed with another file's text"
            )
        }
    }

    @Test func `schema.sql is the present schema`() throws {
        let lines = try Self.migrated().read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT sql || ';' FROM sqlite_schema
                    WHERE sql IS NOT NULL AND name NOT LIKE 'grdb_%' AND name NOT LIKE 'sqlite_%'
                    ORDER BY type DESC, name
                    """
            )
        }
        let file = Self.here.appending(path: "schema.sql")
        let present = lines.joined(separator: "\n") + "\n"
        #expect(
            try String(contentsOf: file, encoding: .utf8) == present,
            "write Tests/HistoryTests/schema.sql anew with `make schema`, and read the difference"
        )
    }

    @Test func `the keys of a record are the columns, in their order`() throws {
        let columns = try Self.migrated().read { try $0.columns(in: "sessions").map(\.name) }
        let keys = SessionRecord.CodingKeys.allCases.map(\.rawValue).filter { $0 != "events" }
        #expect(keys == columns)
    }

    @Test(arguments: EndReason.allCases)
    func `every end reason is accepted with its side, and with no other`(
        reason: EndReason
    ) throws {
        try Self.insert(reason: reason.rawValue, side: reason.side.rawValue)
        for side in EndSide.allCases where side != reason.side {
            #expect(throws: DatabaseError.self) {
                try Self.insert(reason: reason.rawValue, side: side.rawValue)
            }
        }
    }

    @Test(arguments: SessionPhase.allCases)
    func `every phase is accepted`(phase: SessionPhase) throws {
        try Self.insert(phase: phase.rawValue)
    }

    @Test(arguments: SessionRole.allCases)
    func `every role is accepted`(role: SessionRole) throws {
        try Self.insert(role: role.rawValue)
    }

    @Test(arguments: ["raw", "telnet", "raw+tls", "telnet+tls", "attach"])
    func `every way in is accepted`(via: String) throws {
        try Self.insert(via: via)
    }

    @Test func `a word that is on no list is refused`() {
        #expect(throws: DatabaseError.self) { try Self.insert(reason: "unknown") }
        #expect(throws: DatabaseError.self) { try Self.insert(reason: "x", side: "x") }
        #expect(throws: DatabaseError.self) { try Self.insert(phase: "unknown") }
        #expect(throws: DatabaseError.self) { try Self.insert(role: "unknown") }
        #expect(throws: DatabaseError.self) { try Self.insert(via: "unknown") }
    }

    @Test func `a row that ends before it arrived is refused`() {
        #expect(throws: DatabaseError.self) { try Self.insert(endedAt: 999) }
    }

    @Test func `a row that ended without a reason is refused`() {
        #expect(throws: DatabaseError.self) { try Self.insert(reason: nil) }
    }

    private static func insert(
        via: String = "raw",
        role: String = "holder",
        endedAt: Int64 = 1_000,
        reason: String? = "client_closed",
        side: String = "client",
        phase: String = "holding"
    ) throws {
        try migrated().write { database in
            let run = try GatewayRun.begin(
                database,
                name: "lab1",
                version: "1",
                leasesReservedTo: 0
            )
            try database.execute(
                sql: """
                    INSERT INTO sessions (device, address, via, role, arrived_at, ended_at,
                        waited_ms, held_ms, queue_position, end_reason, end_side, end_phase, run_id)
                    VALUES ('board1', '10.0.0.5:1', ?, ?, 1000, ?, 0, 0, 0, ?, ?, ?, ?)
                    """,
                arguments: [via, role, endedAt, reason, side, phase, run.id]
            )
        }
    }
}
