// A gateway whose device has a telnet listener, and a raw one behind it. The suites of this folder
// share it.

import GatewayTestSupport

extension GatewayProcess {
    /// Starts a gateway with one device, `board1`: its first listener is telnet, its second raw.
    static func telnet(
        for device: FakeDevice,
        at host: String = "127.0.0.1",
        query: String = "",
        keys: [String] = [],
        users: [String] = []
    ) throws -> GatewayProcess {
        let listen = ["telnet://\(host):0\(query)", "raw://\(host):0"]
        return try GatewayHome(
            [.init(connect: device.url, listen: listen, keys: keys)],
            users: users
        ).serve()
    }

    /// A client of the telnet listener that has read what telnet begins with, and no more.
    func telnetClient() throws -> LineClient {
        let client = try client()
        _ = try client.read(count: Wire.greeting.count)
        return client
    }

    /// Where `board1` listens for raw clients.
    func rawAddress() throws -> TCPAddress {
        let listen = try status(of: "board1").listen
        guard let address = listen.last.flatMap({ TCPAddress($0) }) else {
            throw Unexpected(description: "board1 listens on \(listen)")
        }
        return address
    }
}
