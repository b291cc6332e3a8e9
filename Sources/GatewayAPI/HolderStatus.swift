// The session that has a device's lease, as `status` shows it: `DeviceStatus.holder`. What the
// record keeps of it afterwards is `SessionRecord`.

/// Who holds, for how long, how idle, how alive.
public struct HolderStatus: Codable, Hashable, Sendable {
    public var session: Int64
    public var user: String?
    public var address: String
    public var via: String
    public var grantedAt: Timestamp
    public var heldMilliseconds: Int64
    /// Since the last byte from the holder, or since the grant.
    public var idleMilliseconds: Int64
    /// Since its TCP was last heard of, a bare acknowledgement included.
    public var lastHeardMilliseconds: Int64?
    /// How many probes of its TCP have gone unanswered.
    public var probesUnanswered: Int?
    /// How many may: then it is given up.
    public var probesMax: Int?

    enum CodingKeys: String, CodingKey {
        case session, user, address, via
        case grantedAt = "granted_at"
        case heldMilliseconds = "held_ms"
        case idleMilliseconds = "idle_ms"
        case lastHeardMilliseconds = "last_heard_ms"
        case probesUnanswered = "probes_unanswered"
        case probesMax = "probes_max"
    }

    public init(
        session: Int64,
        user: String?,
        address: String,
        via: String,
        grantedAt: Timestamp,
        heldMilliseconds: Int64,
        idleMilliseconds: Int64,
        lastHeardMilliseconds: Int64?,
        probesUnanswered: Int?,
        probesMax: Int?
    ) {
        self.session = session
        self.user = user
        self.address = address
        self.via = via
        self.grantedAt = grantedAt
        self.heldMilliseconds = heldMilliseconds
        self.idleMilliseconds = idleMilliseconds
        self.lastHeardMilliseconds = lastHeardMilliseconds
        self.probesUnanswered = probesUnanswered
        self.probesMax = probesMax
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(session, forKey: .session)
        try container.encode(user, forKey: .user)
        try container.encode(address, forKey: .address)
        try container.encode(via, forKey: .via)
        try container.encode(grantedAt, forKey: .grantedAt)
        try container.encode(heldMilliseconds, forKey: .heldMilliseconds)
        try container.encode(idleMilliseconds, forKey: .idleMilliseconds)
        try container.encode(lastHeardMilliseconds, forKey: .lastHeardMilliseconds)
        try container.encode(probesUnanswered, forKey: .probesUnanswered)
        try container.encode(probesMax, forKey: .probesMax)
    }
}
