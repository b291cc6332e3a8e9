// An event of a session as it stands in the history, as an outsider's SELECT finds it. A session's
// own row is `SessionRow`.

/// A row of `session_events`.
public struct SessionEventRow: Decodable, Sendable {
    public let sessionId: Int
    public let kind: String
    public let detail: String?
}
