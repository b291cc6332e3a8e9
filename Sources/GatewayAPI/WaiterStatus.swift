// A session that waits for a device's lease, as `status` shows it: `DeviceStatus.queue`. The one
// that has the lease is a `HolderStatus`.

/// Who waits, where in line, for how long.
public struct WaiterStatus: Codable, Hashable, Sendable {
    public var session: Int64
    /// 1: the first in line; 0: next, while the last holder's link is released.
    public var position: Int
    public var user: String?
    public var address: String
    public var via: String
    public var waitedMilliseconds: Int64

    enum CodingKeys: String, CodingKey {
        case session, position, user, address, via
        case waitedMilliseconds = "waited_ms"
    }

    public init(
        session: Int64,
        position: Int,
        user: String?,
        address: String,
        via: String,
        waitedMilliseconds: Int64
    ) {
        self.session = session
        self.position = position
        self.user = user
        self.address = address
        self.via = via
        self.waitedMilliseconds = waitedMilliseconds
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(session, forKey: .session)
        try container.encode(position, forKey: .position)
        try container.encode(user, forKey: .user)
        try container.encode(address, forKey: .address)
        try container.encode(via, forKey: .via)
        try container.encode(waitedMilliseconds, forKey: .waitedMilliseconds)
    }
}
