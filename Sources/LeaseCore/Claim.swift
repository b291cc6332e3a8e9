// What an arrival brings with it that decides how it is treated: who it is, and how much that
// counts. Where both come from, a login or a certificate and the configuration, is the gateway's.

/// One session's claim to the device.
public struct Claim: Hashable, Sendable {
    /// The authenticated name; nil for somebody unknown.
    public var user: String?
    /// Higher comes first, strictly; 0 for everybody whom the configuration does not name.
    public var priority: Int

    public init(user: String? = nil, priority: Int = 0) {
        self.user = user
        self.priority = priority
    }

    /// Nobody in particular.
    public static let anybody = Claim()
}
