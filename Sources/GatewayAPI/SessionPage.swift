// A page of the record, as `GET /v1/sessions` answers it: which sessions are asked for is
// `SessionFilter`, and one of them is a `SessionRecord`.

/// Sessions, newest first, and where the next page begins.
public struct SessionPage: Codable, Hashable, Sendable {
    public var sessions: [SessionRecord]
    /// Give it back as `cursor` for the next page; null on the last one.
    public var cursor: String?

    public init(sessions: [SessionRecord], cursor: String?) {
        self.sessions = sessions
        self.cursor = cursor
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sessions, forKey: .sessions)
        try container.encode(cursor, forKey: .cursor)
    }
}
