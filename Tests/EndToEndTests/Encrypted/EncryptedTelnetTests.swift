// `telnet+tls://`: telnet inside TLS, with all that telnet can do and every promise of TLS. What
// each of the two does alone is in the suites beside this one, and in `Telnet`.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct EncryptedTelnetTests {
    @Test func `a telnet client through TLS waits, holds and leaves by an escape`() throws {
        let certificates = try TestCertificates()
        let device = try FakeDevice.start()
        let gateway = try GatewayHome(
            [
                .init(
                    connect: device.url,
                    listen: ["telnet+tls://127.0.0.1:0", "raw://127.0.0.1:0"],
                    keys: ["escape: \"~\""]
                )
            ],
            gateway: [certificates.yaml()]
        ).serve()
        let holder = try gateway.plainClient()
        try holder.readGrant()
        let waiter = try TLSClient(to: gateway.address(), trusting: certificates)
        try waiter.read(until: "You are 1 of 1 in line.")
        // Typed in line, half of it a telnet command: none of it is the device's.
        try waiter.send("reboot\r")
        holder.close()
        try waiter.read(until: FakeDevice.prompt)
        try waiter.send("version\r")
        try device.waitToReceive("version\r")
        #expect(device.connections.last?.text == "version\r")
        try waiter.send("~.")
        let row = try gateway.ended(waiter)
        #expect(row.ending == "client_quit client holding")
        #expect(row.via == "telnet+tls")
        #expect(row.bytesToDevice == 8)
    }
}
