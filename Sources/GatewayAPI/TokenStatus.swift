// One token that lets its user in, as operators see it: never itself, nor its hash. A new one is a
// `GivenToken`.

/// One token.
public struct TokenStatus: Codable, Hashable, Sendable {
    public var user: String
    /// Null where the token stands in the configuration.
    public var givenAt: Timestamp?
    /// The operator; null where the token stands in the configuration.
    public var givenBy: String?

    enum CodingKeys: String, CodingKey {
        case user
        case givenAt = "given_at"
        case givenBy = "given_by"
    }

    public init(user: String, givenAt: Timestamp?, givenBy: String?) {
        self.user = user
        self.givenAt = givenAt
        self.givenBy = givenBy
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(user, forKey: .user)
        try container.encode(givenAt, forKey: .givenAt)
        try container.encode(givenBy, forKey: .givenBy)
    }
}
