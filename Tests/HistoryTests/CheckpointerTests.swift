// When the log's pages are in the database's own file: told by a copy of that file alone, without
// its log.

import Foundation
import GRDB
import Testing

@testable import History

struct CheckpointerTests {
    /// Writes one row, tells a checkpointer that it was `count`, and returns how many rows the
    /// database's file has without its log.
    private static func rowsWithoutLog(afterFacts count: Int) throws -> Int? {
        let directory = try StateDirectory()
        let pool = try DatabasePool(path: directory.database)
        try pool.write { try $0.execute(sql: "CREATE TABLE rows (id INTEGER PRIMARY KEY)") }
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try pool.write { try $0.execute(sql: "INSERT INTO rows DEFAULT VALUES") }

        let checkpointer = try Checkpointer(path: directory.database, configuration: .init())
        checkpointer.wrote(count)
        try checkpointer.close()

        let file = try StateDirectory()
        try FileManager.default.copyItem(atPath: directory.database, toPath: file.database)
        return try file.sqlite { try Int.fetchOne($0, sql: "SELECT count(*) FROM rows") }
    }

    @Test func `a few facts stay in the log`() throws {
        #expect(try Self.rowsWithoutLog(afterFacts: 1) == 0)
    }

    @Test(arguments: [500, 20_000])
    func `many facts are moved, beside the writer or while it waits`(count: Int) throws {
        #expect(try Self.rowsWithoutLog(afterFacts: count) == 1)
    }
}
