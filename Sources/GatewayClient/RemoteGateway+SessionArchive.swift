// The record, asked of a running gateway: what `sessions` does without `--database`. How a question
// is put is `RemoteGateway`'s.

import GatewayAPI

extension RemoteGateway: SessionArchive {
    public func sessions(_ filter: SessionFilter) async throws -> SessionPage {
        try await answer(.sessions, query: filter.query).document()
    }

    public func session(_ id: Int64) async throws -> SessionRecord? {
        try await answer(.session(id)).documentIfFound()
    }
}
