// A waiter behind TLS whose host is gone when its turn comes: its handshake was acknowledged, but
// not its grant, and it is passed over within a second.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct EncryptedHeirVanishesTests {
    @Test func `a vanished heir behind TLS is passed over, and one that is there is not`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let certificates = try TestCertificates()
        try certificates.make(
            "server",
            subject: "/CN=lab1",
            extensions: "subjectAltName=IP:\(host.outside)"
        )
        let gateway = try GatewayProcess.start(
            for: device,
            with: certificates,
            at: host.outside,
            keys: ["dead_peer: 60s"]
        )
        let holder = try gateway.plainClient()
        try holder.readGrant()
        let vanished = try TLSClient(
            to: gateway.address(),
            trusting: certificates,
            prefix: host.prefix
        )
        try vanished.read(until: "You are 1 of 1 in line.")
        let heir = try TLSClient(to: gateway.address(), trusting: certificates)
        try heir.read(until: "You are 2 of 2 in line.")
        try host.vanish()
        let taken = try time {
            holder.close()
            try heir.read(until: "board1 is yours")
        }
        #expect(taken < .seconds(1) + noise)
        try heir.send("version\r\n")
        try heir.read(until: FakeDevice.version)
    }
}
