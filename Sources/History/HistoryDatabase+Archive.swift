// The archive of a running gateway: its database's readers, which wait for no writer and for no
// event loop. What is recorded is here a moment later.

import GRDB
import GatewayAPI

extension HistoryDatabase: SessionArchive {
    public func sessions(_ filter: SessionFilter) async throws -> SessionPage {
        try await SessionQuery(filter).answer(from: pool, at: pool.path)
    }

    public func session(_ id: Int64) async throws -> SessionRecord? {
        try await SessionQuery.session(id, from: pool, at: pool.path)
    }
}
