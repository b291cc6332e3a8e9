// A history with no gateway running: `--database FILE`. It is read and never changed; what a
// running gateway writes is `HistoryDatabase`.

import Foundation
import GRDB
import GatewayAPI

/// A database file, opened read-only.
public final class HistoryFile: SessionArchive {
    private let path: String
    private let queue: DatabaseQueue

    /// Opens the file. Throws a `Problem`: it is not there, not a history, newer or older than the
    /// program, or may not be read; then it says which right is missing.
    public init(path: String) throws(Problem) {
        self.path = path
        if let missing = Self.missingRight(path) { throw missing }
        do {
            queue = try Self.openReadOnly(path)
            try queue.read { database in
                try Schema.refuseNewer(database, at: path)
                try Schema.refuseOlder(database, at: path)
            }
        } catch {
            throw Problem(error, at: path)
        }
    }

    public func sessions(_ filter: SessionFilter) async throws -> SessionPage {
        try await SessionQuery(filter).answer(from: queue, at: path)
    }

    public func session(_ id: Int64) async throws -> SessionRecord? {
        try await SessionQuery.session(id, from: queue, at: path)
    }

    /// SQLite reads a database in WAL mode only where it may write beside it, unless it is told
    /// that nobody changes the file (https://www.sqlite.org/wal.html#read_only_databases). That may
    /// be said only where there is no log: its rows would be lost.
    static func openReadOnly(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        // A URI, which Debian's SQLite understands in every name (SQLITE_USE_URI).
        let uri = URL(fileURLWithPath: path).absoluteString
        return try DatabaseQueue(
            path: uri + (hasLog(path) ? "?mode=ro" : "?immutable=1"),
            configuration: configuration
        )
    }

    private static func missingRight(_ path: String) -> Problem? {
        guard isThere(path) else {
            return Problem(
                .notFound,
                "There is no file \(path).",
                hint: "The history of a gateway is history.sqlite in its state directory."
            )
        }
        let hasLog = hasLog(path)
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var needs = [(path, "read", R_OK)]
        if hasLog {
            needs.append((path + "-wal", "read", R_OK))
            // The index of the log: made anew where it is missing.
            needs.append(
                isThere(path + "-shm")
                    ? (path + "-shm", "read", R_OK) : (directory, "write", W_OK | X_OK)
            )
        }
        guard let need = needs.first(where: { !isAllowed($0.2, $0.0) }) else { return nil }
        return Problem(
            .notPermitted,
            "\(path) needs the right to \(need.1) \(need.0).",
            hint: hasLog
                ? "Get that right, or wait for a clean stop of its gateway: then the file alone is "
                    + "enough."
                : "Get that right, or ask as a user that has it."
        )
    }

    private static func hasLog(_ path: String) -> Bool { isThere(path + "-wal") }

    private static func isThere(_ path: String) -> Bool { isAllowed(F_OK, path) }

    private static func isAllowed(_ access: Int32, _ path: String) -> Bool {
        faccessat(AT_FDCWD, path, access, AT_EACCESS) == 0
    }
}
