// A gateway that listens where the host of a namespace can reach it. The suites that make a host
// vanish share it.

import GatewayTestSupport

extension GatewayProcess {
    /// Starts a gateway with one device, `board1`, that listens on this end of `host`'s cable.
    static func start(
        for device: FakeDevice,
        at host: NetworkNamespace,
        deadPeer: String,
        keys: [String] = []
    ) throws -> GatewayProcess {
        try GatewayHome([
            .init(
                connect: device.url,
                listen: ["raw://\(host.outside):0"],
                keys: ["dead_peer: \(deadPeer)"] + keys
            )
        ]).serve()
    }
}
