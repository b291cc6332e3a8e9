// Whom an operator has just kicked: the answer to a `KickOrder`. The whole row is in the record a
// moment later, as a `SessionRecord`.

/// A session that has ended by an operator's order.
public struct KickedSession: Codable, Hashable, Sendable {
    public var session: Int64
    public var device: String
    public var user: String?
    /// `ip:port`, `[v6]:port`.
    public var address: String
    /// Null where it only waited.
    public var lease: Int64?

    enum CodingKeys: String, CodingKey {
        case session, device, user, address, lease
    }

    public init(session: Int64, device: String, user: String?, address: String, lease: Int64?) {
        self.session = session
        self.device = device
        self.user = user
        self.address = address
        self.lease = lease
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(session, forKey: .session)
        try container.encode(device, forKey: .device)
        try container.encode(user, forKey: .user)
        try container.encode(address, forKey: .address)
        try container.encode(lease, forKey: .lease)
    }
}
