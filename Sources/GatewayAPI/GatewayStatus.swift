// Who has what now, as `status --json` and `GET /v1/devices` show it. What is not known is null,
// never absent.

/// The whole answer: the gateway, its devices and its pools, in the configuration's order.
public struct GatewayStatus: Codable, Hashable, Sendable {
    public var gateway: GatewayIdentity
    public var devices: [DeviceStatus]
    public var pools: [PoolStatus]

    public init(gateway: GatewayIdentity, devices: [DeviceStatus], pools: [PoolStatus] = []) {
        self.gateway = gateway
        self.devices = devices
        self.pools = pools
    }
}
