// A fact worth telling that changes nothing in the session's row: a row of `session_events`. To add
// a kind: a word, where it happens.

/// Something within a session, for `session_events`.
public struct SessionNote: Sendable, Hashable {
    public var session: SessionID
    public var at: Int64
    /// A word of the gateway's: `link_opened`, `link_refused`, …
    public var kind: String
    public var detail: String?

    public init(session: SessionID, at: Int64, kind: String, detail: String?) {
        self.session = session
        self.at = at
        self.kind = kind
        self.detail = detail
    }
}
