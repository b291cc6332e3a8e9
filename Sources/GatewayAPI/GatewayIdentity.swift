// Which gateway answers, and since when it runs: the `gateway` of `status --json`. What it knows of
// its devices is in `GatewayStatus`.

/// Which gateway answers.
public struct GatewayIdentity: Codable, Hashable, Sendable {
    public var name: String
    public var version: String
    public var startedAt: Timestamp

    enum CodingKeys: String, CodingKey {
        case name, version
        case startedAt = "started_at"
    }

    public init(name: String, version: String, startedAt: Timestamp) {
        self.name = name
        self.version = version
        self.startedAt = startedAt
    }
}
