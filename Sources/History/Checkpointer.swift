// Moves the log's pages into the database while the writer goes on: on a connection of its own,
// because a checkpoint waits for the disk, and a grant must not. What is in the log is in the
// database for every reader, so nothing but the log's length hangs on this.

import GRDB
import Synchronization

/// Keeps the log short (https://www.sqlite.org/wal.html#checkpointing).
final class Checkpointer: Sendable {
    private let connection: DatabaseQueue
    private let isBusy = Atomic(false)
    private let factCount = Atomic(0)

    private static let period = 500
    /// Beside a writer that never rests a checkpoint never reaches the log's end, and the log never
    /// begins anew. So once in so many facts the writer waits for one.
    private static let waitingPeriod = 20_000

    init(path: String, configuration: Configuration) throws {
        connection = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// The writer has written so many facts more.
    func wrote(_ count: Int) {
        let (before, after) = factCount.add(count, ordering: .relaxed)
        if before / Self.waitingPeriod != after / Self.waitingPeriod {
            connection.inDatabase(Self.checkpoint)
        } else if before / Self.period != after / Self.period,
            !isBusy.exchange(true, ordering: .acquiringAndReleasing)
        {
            connection.asyncWriteWithoutTransaction { database in
                Self.checkpoint(database)
                self.isBusy.store(false, ordering: .releasing)
            }
        }
    }

    /// One that fails is no failure of the facts: the log goes on, and the next commit says more.
    private static func checkpoint(_ database: Database) {
        _ = try? database.checkpoint(.passive)
    }

    /// Moves all that is left, and waits for it.
    func finish() throws {
        try connection.inDatabase { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    func close() throws {
        try connection.close()
    }
}
