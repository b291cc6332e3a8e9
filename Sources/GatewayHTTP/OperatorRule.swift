// Who may operate the gateway over its control socket: a rule about numbers alone. Everybody else
// looks and uses. Where the numbers come from is `ControlPeer`'s and `SystemAccounts`'.

/// Root, the gateway's own user, and the members of one group.
struct OperatorRule: Hashable, Sendable {
    /// The group whose members operate.
    static let groupName = "hotseat"

    /// The uid that the gateway runs as.
    let ownUser: UInt32
    /// The gid of the operators' group; nil where this machine has no such group.
    let group: UInt32?

    func allows(_ peer: ControlPeer) -> Bool {
        peer.user == 0 || peer.user == ownUser || group.map(peer.groups.contains) == true
    }
}
