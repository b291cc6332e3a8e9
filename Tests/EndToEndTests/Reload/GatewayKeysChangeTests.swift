// `gateway.tls` and `proxy_protocol` read again: for whoever comes from then on. Who is there goes
// on as it came.

import Foundation
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct GatewayKeysChangeTests {
    private func change(
        _ gateway: GatewayProcess,
        _ change: (String) -> String
    ) throws {
        let path = gateway.home.configurationPath
        try gateway.home.configure(change(String(contentsOfFile: path, encoding: .utf8)))
    }

    @Test func `another certificate is shown from then on, and sessions stay`() throws {
        let device = try FakeDevice.start()
        let (old, new) = (try TestCertificates(), try TestCertificates())
        let gateway = try GatewayProcess.start(for: device, with: old)
        let holder = try TLSClient(to: gateway.address(), trusting: old)
        try holder.read(until: FakeDevice.prompt)
        try change(gateway) { text in
            ["server", "ca"].reduce(text) { text, name in
                text.replacing(old.certificate(name), with: new.certificate(name))
                    .replacing(old.key(name), with: new.key(name))
            }
        }
        #expect(try gateway.reload())
        let waiter = try TLSClient(to: gateway.address(), trusting: new)
        try waiter.read(until: "You are 1 of 1 in line.")
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
    }

    @Test func `another balancer is believed from then on`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            gateway: ["proxy_protocol: [127.0.0.7]"]
        )
        try change(gateway) { $0.replacing("127.0.0.7", with: "127.0.0.8") }
        #expect(try gateway.reload())
        let client = try gateway.client(from: "127.0.0.8")
        try client.send("PROXY TCP4 192.0.2.1 127.0.0.1 5000 4001\r\n")
        try client.readGrant()
        #expect(try gateway.status(of: "board1").holder?.address == "192.0.2.1:5000")
        try gateway.client(from: "127.0.0.7").readPlace()
    }
}
