// Gateways in front of a played device, and their first holder: what the suites of this folder
// begin with.

import GatewayTestSupport

extension GatewayProcess {
    /// Starts a gateway with one device, `board1`.
    ///
    /// - Parameters:
    ///   - host: the namespace whose end of the cable it listens on; nil for 127.0.0.1.
    ///   - keys: more keys of the device, a line each.
    static func start(
        for device: any PlayedDevice,
        at host: NetworkNamespace? = nil,
        keys: [String] = []
    ) throws -> GatewayProcess {
        let listen = ["raw://\(host?.outside ?? "127.0.0.1"):0"]
        return try GatewayHome([device.configured(listen: listen, keys: keys)]).serve()
    }

    /// Connects a client that is granted at once, and whose `first` has reached the device.
    func holder(on device: any PlayedDevice) throws -> LineClient {
        let holder = try holder()
        try device.waitForVisit(1)
        try holder.send("first")
        try device.waitToHear("first")
        return holder
    }

    /// The same in a process of its own, in a namespace or not.
    func netcatHolder(
        on device: any PlayedDevice,
        at host: NetworkNamespace? = nil
    ) throws -> NetcatClient {
        let holder = try NetcatClient(to: address(), prefix: host?.prefix ?? [])
        try holder.read(until: "board1 is yours")
        try device.waitForVisit(1)
        try holder.type("first")
        try device.waitToHear("first")
        return holder
    }
}
