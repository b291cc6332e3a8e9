// The history as an outsider reads it: with the `sqlite3` of the system, and not with the gateway's
// own code, so that the two cannot be wrong in the same way.

import Foundation

/// A gateway's history database.
public struct HistoryDatabase: Sendable {
    /// Its file.
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// All sessions, by id.
    public func sessions() throws -> [SessionRow] {
        try query("SELECT * FROM sessions ORDER BY id", as: SessionRow.self)
    }

    /// Waits until there are `count` sessions and all of them have ended.
    public func sessions(ended count: Int, within duration: Duration = patience) throws
        -> [SessionRow]
    {
        try eventually("\(count) ended sessions in the history", within: duration) {
            let rows = try sessions()
            return rows.count == count && rows.allSatisfy { $0.endedAt != nil } ? rows : nil
        }
    }

    /// Waits until the session of a client has ended, and returns it.
    @discardableResult
    public func ended(_ client: LineClient, within duration: Duration = patience) throws
        -> SessionRow
    {
        try eventually("the row of \(client.address) is closed", within: duration) {
            try sessions().first { $0.address == "\(client.address)" && $0.endedAt != nil }
        }
    }

    /// Waits until some session has ended, and returns the first such by id.
    public func firstEnded(within duration: Duration = patience) throws -> SessionRow {
        try eventually("a row is closed", within: duration) {
            try sessions().first { $0.endedAt != nil }
        }
    }

    /// What has happened within sessions, in order.
    public func events() throws -> [SessionEventRow] {
        try query(
            "SELECT session_id, kind, detail FROM session_events ORDER BY id",
            as: SessionEventRow.self
        )
    }

    /// What has happened within one of them, in order.
    public func events(of session: SessionRow) throws -> [SessionEventRow] {
        try events().filter { $0.sessionId == session.id }
    }

    /// The rows of any query, one object each, the columns in snake case.
    public func query<Row: Decodable>(_ sql: String, as: Row.Type) throws -> [Row] {
        let result = try run(["-readonly", "-json", path, ".timeout 5000", sql])
        guard !result.isEmpty else { return [] }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode([Row].self, from: Data(result.utf8))
    }

    /// Carries out statements that change it; only for a gateway that is not running.
    public func change(_ sql: String) throws {
        _ = try run([path, sql])
    }

    private func run(_ arguments: [String]) throws -> String {
        let finished = try Program.run(["sqlite3"] + arguments)
        guard finished.status == .exited(0) else { throw Unexpected(description: "\(finished)") }
        return finished.output
    }
}
