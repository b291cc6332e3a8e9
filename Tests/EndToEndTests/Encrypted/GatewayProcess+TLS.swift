// A gateway with an encrypted listener, and one that is not, at the same device. The suites of this
// folder share it.

import GatewayTestSupport

extension GatewayProcess {
    /// Starts a gateway with one device, `board1`: its first listener is encrypted, its second is
    /// not.
    static func start(
        for device: FakeDevice,
        with certificates: TestCertificates,
        at host: String = "127.0.0.1",
        keys: [String] = [],
        gateway: [String] = [],
        clientCA: Bool = false
    ) throws -> GatewayProcess {
        let listen = ["raw+tls://\(host):0", "raw://\(host):0"]
        return try GatewayHome(
            [.init(connect: device.url, listen: listen, keys: keys)],
            gateway: [certificates.yaml(clientCA: clientCA)] + gateway
        ).serve()
    }

    /// A client of the listener that is not encrypted.
    func plainClient() throws -> LineClient {
        let listen = try status(of: "board1").listen
        guard let address = listen.last.flatMap({ TCPAddress($0) }) else {
            throw Unexpected(description: "board1 listens on \(listen)")
        }
        return try LineClient.connect(to: address)
    }

    /// Waits for the row of a client that has ended.
    func ended(_ client: TLSClient) throws -> SessionRow {
        try eventually("the row of \(client.address) is closed") {
            try history.sessions().first { $0.address == client.address && $0.endedAt != nil }
        }
    }
}
