// The host of a client vanishes before it is in: in its TLS handshake, before its balancer's
// header, or asked who it is. Its row says what everybody's says who vanishes, and what TCP said
// last, also where the time to come in is over first.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct VanishesBeforeItsSessionTests {
    @Test(arguments: ["3s", "10s"])
    func `one that vanishes in its TLS handshake has vanished`(deadPeer: String) throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            with: TestCertificates(),
            at: host.outside,
            keys: ["dead_peer: \(deadPeer)"]
        )
        try expectVanished(host, gateway)
    }

    @Test func `one that vanishes before its balancer's header has vanished`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayHome(
            [
                .init(
                    connect: device.url,
                    listen: ["raw://\(host.outside):0"],
                    keys: ["dead_peer: 3s"]
                )
            ],
            gateway: ["proxy_protocol: [\(host.inside)/32]"]
        ).serve()
        try expectVanished(host, gateway)
    }

    @Test(arguments: ["3s", "40s"])
    func `one that vanishes while it is asked who it is has vanished`(deadPeer: String) throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayHome([
            .init(
                connect: device.url,
                listen: ["raw://\(host.outside):0?auth=name"],
                keys: ["dead_peer: \(deadPeer)"]
            )
        ]).serve()
        try expectVanished(host, gateway, isAsked: true)
    }

    private func expectVanished(
        _ host: NetworkNamespace,
        _ gateway: GatewayProcess,
        isAsked: Bool = false
    ) throws {
        let address = try gateway.address()
        let client = try host.enter { try LineClient.connect(to: address) }
        if isAsked { _ = try client.readNotice() }
        try host.vanish()
        let row = try gateway.history.ended(client, within: .seconds(40))
        #expect(row.ending == "client_keepalive client arriving")
        #expect(row.endDetail?.contains("last heard") == true, "\(row.endDetail ?? "-")")
    }
}
