// Something that happened within a session, as JSON shows it. The session itself is a
// `SessionRecord`; who holds and waits now is in `DeviceStatus`.

/// One row of `session_events`.
public struct SessionEvent: Codable, Hashable, Sendable {
    public var at: Timestamp
    public var kind: String
    public var detail: String?

    public init(at: Timestamp, kind: String, detail: String?) {
        self.at = at
        self.kind = kind
        self.detail = detail
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(at, forKey: .at)
        try container.encode(kind, forKey: .kind)
        try container.encode(detail, forKey: .detail)
    }
}
