// Moves the log's pages into the database while the writer goes on: on a connection of its own,
// because a checkpoint waits for the disk, and a grant must not. What is in the log is in the
// database for every reader, so nothing but the log's length hangs on this.

import GRDB
import Synchronization

/// Keeps the log short (https://www.sqlite.org/wal.html#checkpointing).
final class Checkpointer: Sendable {
    private let connection: DatabaseQueue
    private let factCount = Atomic(0)

    private static let period = 500
    /// Beside a writer that never rests a checkpoint never reaches the log's end, and the log never
    /// begins anew. So once in so many facts the writer itself has to wait.
    private static let writerPeriod = 20_000

    init(path: String, configuration: Configuration) throws {
        connection = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// So many facts more are in the log. A checkpoint that fails is no failure of theirs: the log
    /// goes on, and the next commit says more.
    func wrote(_ count: Int, _ writer: DatabasePool) {
        let (before, after) = factCount.add(count, ordering: .relaxed)
        if before / Self.writerPeriod != after / Self.writerPeriod {
            _ = try? writer.writeWithoutTransaction { try $0.checkpoint(.passive) }
        } else if before / Self.period != after / Self.period {
            connection.asyncWriteWithoutTransaction { _ = try? $0.checkpoint(.passive) }
        }
    }

    func close() throws {
        try connection.close()
    }
}
