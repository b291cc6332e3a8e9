// A state directory of a test's own, which goes away with it, and what a `kill -9` would leave of
// it: a copy of the files as they are.

import Foundation
import GRDB
import History
import LeaseCore
import Logging

final class StateDirectory: Sendable {
    let path: String

    /// - Parameter parent: where to make it.
    init(in parent: String = NSTemporaryDirectory()) throws {
        path = parent + "/history-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var database: String { path + "/history.sqlite" }

    var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    func open(
        durability: HistoryDatabase.Durability = .normal,
        journalMax: Int = 100_000,
        logger: Logger? = nil
    ) throws -> HistoryDatabase {
        try HistoryDatabase.open(
            stateDirectory: path,
            gateway: "lab1",
            version: "1.2.3",
            durability: durability,
            journalMax: journalMax,
            logger: logger
        )
    }

    /// The files as a killed process leaves them.
    func copyAsAfterKill() throws -> StateDirectory {
        let copy = try StateDirectory()
        for file in try files {
            try FileManager.default.copyItem(
                atPath: path + "/" + file,
                toPath: copy.path + "/" + file
            )
        }
        return copy
    }

    /// Another program at the database, while it is closed or open.
    func sqlite<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try DatabaseQueue(path: database).writeWithoutTransaction(body)
    }
}
