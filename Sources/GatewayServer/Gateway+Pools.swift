// What the gateway as a whole knows of pools: which event loop the devices have that pools join,
// how a pool begins under new settings, and what `status` says of it. What becomes of a pool's
// clients is in `Pools`.

import GatewayAPI
import GatewayConfiguration
import Logging
import NIOCore

extension Gateway {
    /// One pool at work.
    final class Pool: Sendable {
        let name: String
        let loop: any EventLoop
        let pool: NIOLoopBound<DevicePool>
        /// Where its listeners lead to.
        let destination: NIOLoopBound<Destination>

        init(_ pool: DevicePool, on loop: any EventLoop) {
            name = pool.name
            self.loop = loop
            self.pool = NIOLoopBound(pool, eventLoop: loop)
            destination = NIOLoopBound(.pool(pool), eventLoop: loop)
        }

        /// Nobody comes by it any more.
        func close() {
            loop.execute { self.pool.value.close() }
        }
    }

    /// The loops of the devices that are there already, and of those that pools join: they share
    /// one. Throws a `Problem` where a pool joins two that live apart.
    func loops(of settings: GatewaySettings) async throws -> [String: any EventLoop] {
        var loops: [String: any EventLoop] = [:]
        for device in settings.devices {
            if let staying = await staying(device.name) {
                loops[device.name] = staying.device.loop
            }
        }
        for names in settings.devicesJoinedByPools {
            let present = names.filter { loops[$0] != nil }
            let loop = present.first.flatMap { loops[$0] } ?? group.next()
            if let apart = present.first(where: { loops[$0] !== loop }) {
                throw Problem(
                    .badConfiguration,
                    "`pools` joins \(present[0]) and \(apart), which takes a restart; nothing of "
                        + "the file counts until then.",
                    hint: "Put it back, or restart the gateway."
                )
            }
            for name in names { loops[name] = loop }
        }
        return loops
    }

    /// `plans`: those of all devices.
    func plan(_ settings: PoolSettings, of plans: [DevicePlan]) async throws -> PoolPlan {
        let members = settings.devices.compactMap { name in
            plans.first { $0.settings.name == name }
        }
        guard let first = members.first else {
            preconditionFailure("a pool without a device was let through")
        }
        let loop = first.device.loop
        let present = pools.first { $0.name == settings.name && $0.loop === loop }
        let pool: Pool
        if let present { pool = present } else { pool = try await make(settings, first.device) }
        let bound = try await loop.submit { pool.pool.value.listeners.map(\.endpoint) }.get()
        return PoolPlan(
            pool: pool,
            settings: settings,
            members: members.map(\.device),
            listeners: try await listen(
                at: settings.listen,
                for: pool.destination,
                deadPeer: first.settings.deadPeer,
                besides: bound,
                on: loop
            )
        )
    }

    /// A pool that nobody can come to yet.
    private func make(_ settings: PoolSettings, _ first: Device) async throws -> Pool {
        var log = log
        log[metadataKey: "pool"] = "\(settings.name)"
        let poolLog = log
        return try await first.loop.submit {
            let pool = DevicePool(
                name: settings.name,
                porter: first.runner.value,
                turns: self.turns(on: first.loop),
                log: poolLog
            )
            return Pool(pool, on: first.loop)
        }.get()
    }

    func poolStatuses() async -> [PoolStatus] {
        var statuses: [PoolStatus] = []
        for pool in pools {
            let status = try? await pool.loop.submit { pool.pool.value.status() }.get()
            if let status { statuses.append(status) }
        }
        return statuses
    }
}
