// A record that is a list, for tests of what shows it. It pages as the real one does and keeps the
// filters that it was asked with; what they select is for the real one's tests.

import GatewayAPI
import Synchronization

/// Answers with the sessions that it was given, newest first.
public final class ListArchive: SessionArchive {
    private let sessions: [SessionRecord]
    private let asked = Mutex<[SessionFilter]>([])

    public init(_ sessions: [SessionRecord] = []) {
        self.sessions = sessions.sorted { $0.id > $1.id }
    }

    /// The filters that were asked with, in order.
    public var filters: [SessionFilter] {
        asked.withLock { $0 }
    }

    public func sessions(_ filter: SessionFilter) async throws -> SessionPage {
        asked.withLock { $0.append(filter) }
        let older = sessions.drop { session in
            filter.cursor.flatMap { Int64($0) }.map { session.id >= $0 } ?? false
        }
        let page = Array(older.prefix(filter.limit ?? .max))
        return SessionPage(
            sessions: page,
            cursor: page.count < older.count ? page.last.map { String($0.id) } : nil
        )
    }

    public func session(_ id: Int64) async throws -> SessionRecord? {
        guard var session = sessions.first(where: { $0.id == id }) else { return nil }
        session.events = session.events ?? []
        return session
    }
}
