// What is to become of one pool when new settings begin to count: as `DevicePlan`, for pools. What
// the pool then does with it is `DevicePool`'s.

import GatewayConfiguration

/// One pool under settings that do not count yet.
struct PoolPlan: Sendable {
    let pool: Gateway.Pool
    let settings: PoolSettings
    let members: [Gateway.Device]
    /// Bound, and not accepting yet.
    let listeners: [ClientListener]

    /// Makes it count.
    func carryOut() async throws {
        try await pool.loop.submit {
            pool.pool.value.apply(settings, members.map(\.runner.value), listeners)
        }.get()
    }

    /// Leaves everything as it was.
    func abandon() async {
        for listener in listeners { try? await listener.channel.close() }
    }
}
