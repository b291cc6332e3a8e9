// How much somebody's claim to one device counts: a user's own entry, else the highest of the
// user's groups, else nothing. What follows from it in line is the machine's.

/// One device's priorities.
public struct Priorities: Hashable, Sendable {
    public var users: [String: Int] = [:]
    public var groups: [String: Int] = [:]

    /// Everybody counts alike.
    public init() {}

    /// Higher comes first; 0 for everybody who is not named.
    public func priority(of identity: Identity) -> Int {
        identity.user.flatMap { users[$0] }
            ?? identity.groups.compactMap { groups[$0] }.max()
            ?? 0
    }
}
