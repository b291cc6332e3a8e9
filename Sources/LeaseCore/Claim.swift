// What an arrival brings with it that decides how it is treated: who it is, and how much that
// counts. Where both come from, a login or a certificate and the configuration, is the gateway's.

/// One session's claim to the device.
public struct Claim: Hashable, Sendable {
    /// The user's name; nil for somebody unknown.
    public var user: String?
    /// Whether the name was proved, and not merely said.
    public var isProved: Bool
    /// Higher comes first, strictly; 0 for everybody whom the configuration does not name.
    public var priority: Int

    public init(user: String? = nil, isProved: Bool = true, priority: Int = 0) {
        self.user = user
        self.isProved = isProved
        self.priority = priority
    }

    /// Whether this is the same user as the other, for all that is known. Who merely says a name is
    /// not the one who proved it.
    public func isOwn(_ other: Claim) -> Bool {
        user != nil && user == other.user && (isProved || !other.isProved)
    }

    /// Nobody in particular.
    public static let anybody = Claim()
}
