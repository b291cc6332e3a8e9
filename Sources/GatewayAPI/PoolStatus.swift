// One pool, as `status` shows it: which devices it gives away, and where its clients come in. Who
// waits stands with the device in whose line it is, in `DeviceStatus`.

/// An element of `pools` in `GET /v1/devices`.
public struct PoolStatus: Codable, Hashable, Sendable {
    public var pool: String
    /// The names of its devices, in the order in which they are given away.
    public var devices: [String]
    /// Where clients connect, with the ports that are really bound.
    public var listen: [String]

    public init(pool: String, devices: [String], listen: [String]) {
        self.pool = pool
        self.devices = devices
        self.listen = listen
    }
}
