// A token that an operator has just given a user: the one answer that has the token itself. Which
// tokens there are is told by `TokenStatus`.

/// A new token.
public struct GivenToken: Codable, Hashable, Sendable {
    public var user: String
    /// Not kept anywhere, and so not to be had again.
    public var token: String
    public var givenAt: Timestamp

    enum CodingKeys: String, CodingKey {
        case user, token
        case givenAt = "given_at"
    }

    public init(user: String, token: String, givenAt: Timestamp) {
        self.user = user
        self.token = token
        self.givenAt = givenAt
    }
}
