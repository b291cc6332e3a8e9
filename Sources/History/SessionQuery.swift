// A filter as a query in SQL, and its answer. How a row becomes a record is
// `SessionRecord+Row`. To add a condition: its property in `SessionFilter`, its line in
// `conditions`, and an index if it cannot do without.

import GRDB
import GatewayAPI
import LeaseCore

/// One question to the record.
struct SessionQuery: Sendable {
    private let filter: SessionFilter
    private let after: Cursor?

    /// Throws a `Problem` when the filter's cursor is none that an answer gave.
    init(_ filter: SessionFilter) throws(Problem) {
        self.filter = filter
        after = try filter.cursor.map(Cursor.init(text:))
    }

    func answer(from reader: any DatabaseReader, at path: String) async throws(Problem)
        -> SessionPage
    {
        do {
            return try await reader.read { try self.page($0) }
        } catch {
            throw Problem(error, at: path)
        }
    }

    static func session(
        _ id: Int64,
        from reader: any DatabaseReader,
        at path: String
    ) async throws(Problem) -> SessionRecord? {
        do {
            return try await reader.read { database in
                let sql: SQL = "SELECT \(columns) FROM sessions WHERE id = \(id)"
                let request = SQLRequest<SessionRecord>(literal: sql, cached: true)
                guard var record = try request.fetchOne(database) else { return nil }
                let events: SQLRequest<SessionEvent> = """
                    SELECT at, kind, detail FROM session_events WHERE session_id = \(id) ORDER BY id
                    """
                record.events = try events.fetchAll(database)
                return record
            }
        } catch {
            throw Problem(error, at: path)
        }
    }

    private func page(_ database: Database) throws -> SessionPage {
        let isInRange = isInRange
        database.add(function: isInRange)
        defer { database.remove(function: isInRange) }
        var records = try SQLRequest<SessionRecord>(literal: sql).fetchAll(database)
        guard let limit, records.count > limit else {
            return SessionPage(sessions: records, cursor: nil)
        }
        records.removeSubrange(limit...)
        let cursor = records.last.map { Cursor(arrivedAt: $0.arrivedAt, id: $0.id).text }
        return SessionPage(sessions: records, cursor: cursor)
    }

    private var limit: Int? {
        filter.limit.map { min(max($0, 0), Int(Int32.max)) }
    }

    /// One row more than is asked for, to know whether there is a next page.
    var sql: SQL {
        let condition = conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
        let count = limit.map { $0 + 1 } ?? -1
        return """
            SELECT \(Self.columns) FROM sessions WHERE \(condition)
            ORDER BY arrived_at DESC, id DESC LIMIT \(count)
            """
    }

    private static let columns = SessionRecord.CodingKeys.allCases
        .filter { $0 != .events }
        .map { SQL(sql: $0.rawValue) }
        .joined(separator: ", ")

    private var conditions: [SQL] {
        var conditions: [SQL] = []
        if !filter.devices.isEmpty { conditions.append("device IN \(filter.devices)") }
        if !filter.users.isEmpty { conditions.append("user IN \(filter.users)") }
        if !filter.addresses.isEmpty { conditions.append("is_in_range(address)") }
        if !filter.reasons.isEmpty {
            conditions.append("end_reason IN \(filter.reasons.map(\.rawValue))")
        }
        if let since = filter.since { conditions.append("arrived_at >= \(since)") }
        if let until = filter.until { conditions.append("arrived_at < \(until)") }
        if filter.isLive { conditions.append("ended_at IS NULL") }
        if filter.neverHeld { conditions.append("granted_at IS NULL") }
        if let least = filter.heldMin?.wholeMilliseconds {
            conditions.append(
                "coalesce(held_ms, \(wallClockMilliseconds()) - granted_at) >= \(least)"
            )
        }
        if let after { conditions.append("(arrived_at, id) < (\(after.arrivedAt), \(after.id))") }
        return conditions
    }

    /// Any of the filter's ranges, which SQLite cannot tell.
    private var isInRange: DatabaseFunction {
        let ranges = filter.addresses
        return DatabaseFunction("is_in_range", argumentCount: 1) { arguments in
            guard let address = String.fromDatabaseValue(arguments[0]) else { return false }
            return ranges.contains { $0.contains(endpoint: address) }
        }
    }
}

extension SessionQuery {
    /// The last row of a page. Rows that are newer do not move it.
    struct Cursor {
        var arrivedAt: Timestamp
        var id: Int64

        init(arrivedAt: Timestamp, id: Int64) {
            self.arrivedAt = arrivedAt
            self.id = id
        }

        init(text: String) throws(Problem) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let arrivedAt = Int64(parts[0], radix: 36),
                let id = Int64(parts[1], radix: 36)
            else {
                throw Problem(
                    .badRequest,
                    "'\(text)' is not a cursor.",
                    hint: "Give back the cursor of the page before, or none for the first page."
                )
            }
            self.init(arrivedAt: Timestamp(milliseconds: arrivedAt), id: id)
        }

        var text: String {
            String(arrivedAt.milliseconds, radix: 36) + "-" + String(id, radix: 36)
        }
    }
}
