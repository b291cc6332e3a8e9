// A session through TLS is a session: the same notices, the same bytes, the same last words, with
// real clients. How it ends is in EncryptedEndTests.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct EncryptedSessionTests {
    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func `openssl talks to a device`(version: String) throws {
        let device = try FakeDevice.start()
        let certificates = try TestCertificates()
        let gateway = try GatewayProcess.start(for: device, with: certificates)
        let client = try ChildProcess(
            ["openssl", "s_client", "-connect", "\(gateway.address())", "-quiet", version]
                + ["-CAfile", certificates.certificate("ca"), "-verify_return_error"],
            openInput: true
        )
        Bench.current.add(client)
        try eventually("it is granted") { client.output.contains("board1 is yours (lease ") }
        try client.type("version\r\n")
        try eventually("the device answers") { client.output.contains(FakeDevice.version) }
        client.signal(9)
        let row = try gateway.history.firstEnded()
        #expect(row.via == "raw+tls")
        #expect(row.bytesToDevice == 9)
        #expect(row.ending == "client_closed client holding")
        #expect(device.connections.map(\.text) == ["version\r\n"])
    }

    @Test func `older versions of TLS are refused with a row`() throws {
        let device = try FakeDevice.start()
        let certificates = try TestCertificates()
        let gateway = try GatewayProcess.start(for: device, with: certificates)
        _ = try Program.run(
            ["openssl", "s_client", "-connect", "\(gateway.address())", "-tls1_1"]
                + ["-cipher", "ALL:@SECLEVEL=0"]
        )
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "protocol_error gateway arriving")
        #expect(device.connections.isEmpty)
    }

    @Test func `one that is turned away reads why, and then a farewell`() throws {
        let device = try FakeDevice.start()
        let certificates = try TestCertificates()
        let gateway = try GatewayProcess.start(
            for: device,
            with: certificates,
            keys: ["queue_max: 0"]
        )
        let holder = try TLSClient(to: gateway.address(), trusting: certificates)
        try holder.read(until: FakeDevice.prompt)
        let refused = try TLSClient(to: gateway.address(), trusting: certificates)
        try refused.read(until: "[hotseat] board1: ")
        try refused.waitForFarewell()
        #expect(try gateway.ended(refused).ending == "queue_full gateway arriving")
    }

    @Test func `a hundred kilobytes come back as they were sent`() throws {
        let device = try FakeDevice.start()
        let certificates = try TestCertificates()
        let gateway = try GatewayProcess.start(for: device, with: certificates)
        let client = try TLSClient(to: gateway.address(), trusting: certificates)
        try client.read(until: FakeDevice.prompt)
        for number in 0..<20 { try client.send(String(repeating: "\(number % 10)", count: 5_000)) }
        try eventually("the device has it all") { device.last?.text.utf8.count == 100_000 }
        let expected = (0..<20).map { String(repeating: "\($0 % 10)", count: 5_000) }.joined()
        #expect(device.last?.text == expected)
    }

    @Test func `a client that shows a certificate is verified, and need not show one`() throws {
        let device = try FakeDevice.start()
        let certificates = try TestCertificates()
        try certificates.make("alice", subject: "/CN=alice")
        let gateway = try GatewayProcess.start(for: device, with: certificates, clientCA: true)
        let alice = try TLSClient(to: gateway.address(), trusting: certificates, showing: "alice")
        try alice.read(until: "board1 is yours")
        let nobody = try TLSClient(to: gateway.address(), trusting: certificates)
        try nobody.read(until: "You are 1 of 1 in line.")
    }

    @Test func `a certificate that nobody vouches for is refused with a row`() throws {
        let device = try FakeDevice.start()
        let (ours, theirs) = (try TestCertificates(), try TestCertificates())
        try theirs.make("mallory", subject: "/CN=alice")
        let gateway = try GatewayProcess.start(for: device, with: ours, clientCA: true)
        _ = try Program.run(
            ["openssl", "s_client", "-connect", "\(gateway.address())"]
                + ["-cert", theirs.certificate("mallory"), "-key", theirs.key("mallory")]
        )
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "protocol_error gateway arriving")
        #expect(row.lease == nil)
        #expect(device.connections.isEmpty)
    }
}
