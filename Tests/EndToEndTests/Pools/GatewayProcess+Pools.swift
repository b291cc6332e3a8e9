// A gateway with a pool, `nrf52`, of some or all of its devices, and the way in there. What clients
// of a pool get is in the tests.

import GatewayTestSupport

extension GatewayHome {
    /// board1, board2, … lead to the devices, all with the same further keys.
    static func boards(_ devices: [FakeDevice], keys: [String] = []) -> [Device] {
        devices.enumerated().map { .init("board\($0 + 1)", connect: $1.url, keys: keys) }
    }

    /// The pool's line of the configuration.
    static func pool(
        of count: Int,
        named name: String = "nrf52",
        listen: String = "raw://127.0.0.1:0"
    ) -> String {
        let names = (1...count).map { "board\($0)" }.joined(separator: ", ")
        return "\(name): {devices: [\(names)], listen: [\"\(listen)\"]}"
    }
}

extension GatewayProcess {
    /// Starts a gateway whose devices are all in the pool.
    static func startPooled(
        _ devices: [FakeDevice],
        keys: [String] = []
    ) throws -> GatewayProcess {
        try GatewayHome(
            GatewayHome.boards(devices, keys: keys),
            pools: [GatewayHome.pool(of: devices.count)]
        ).serve()
    }

    /// Where the pool listens.
    func poolAddress(_ name: String = "nrf52") throws -> TCPAddress {
        let pools = try status().pools
        guard let pool = pools.first(where: { $0.pool == name }),
            let address = pool.listen.first.flatMap({ TCPAddress($0) })
        else { throw Unexpected(description: "no listener of \(name) in \(pools)") }
        return address
    }

    /// Connects a client to the pool.
    func pooled() throws -> LineClient {
        try LineClient.connect(to: poolAddress())
    }

    /// Connects a client to the pool that must be in line, and reads its place.
    func pooledWaiter() throws -> LineClient {
        let client = try pooled()
        try client.readPlace()
        return client
    }

    /// Who waits at a device, by their addresses.
    func queue(of device: String) throws -> [String] {
        try status(of: device).queue.map(\.address)
    }
}
