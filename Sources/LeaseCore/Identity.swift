// Who stands at the door, as far as the rules of access and priority ask: a user with groups, or
// nobody in particular, at an address. How that was found out is not here.

/// Somebody who wants to use a device.
public struct Identity: Hashable, Sendable {
    /// Nil for somebody unknown.
    public var user: String?
    /// The groups that the user is in.
    public var groups: Set<String>
    /// Nil for somebody who did not come over IP.
    public var address: IPAddress?

    public init(user: String? = nil, groups: Set<String> = [], address: IPAddress? = nil) {
        self.user = user
        self.groups = groups
        self.address = address
    }
}
