// What an operator has just revoked: every token of one user that was given out while the gateway
// ran. Which are left is told by `TokenList`.

/// Tokens that let nobody in any more.
public struct RevokedTokens: Codable, Hashable, Sendable {
    public var user: String
    /// How many there were, 1 or more.
    public var revoked: Int

    public init(user: String, revoked: Int) {
        self.user = user
        self.revoked = revoked
    }
}
