// A token that was given out while the gateway ran, as it is kept: whose it is, its hash, who gave
// it and when. Tokens of the configuration are not among these.

/// One token that lets somebody in.
public struct StoredToken: Hashable, Sendable {
    public var user: String
    public var hash: TokenHash
    /// Milliseconds since the epoch.
    public var givenAt: Int64
    /// The operator.
    public var givenBy: String

    public init(user: String, hash: TokenHash, givenAt: Int64, givenBy: String) {
        self.user = user
        self.hash = hash
        self.givenAt = givenAt
        self.givenBy = givenBy
    }
}
