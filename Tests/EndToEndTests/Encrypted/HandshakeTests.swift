// What comes to an encrypted listener and does not shake hands: refused, in its time, with a row.
// What happens behind a handshake is in EncryptedSessionTests.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct HandshakeTests {
    @Test func `one that says nothing is refused after ten seconds`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, with: TestCertificates())
        let silent = try gateway.client()
        let taken = try time { _ = try silent.readToEnd() }
        #expect(taken > .seconds(10) - noise && taken < .seconds(10) + noise)
        let row = try gateway.history.ended(silent)
        #expect(row.ending == "protocol_error gateway arriving")
        #expect(row.role == "refused")
        #expect(row.via == "raw+tls")
    }

    @Test func `one that speaks no TLS is refused at once`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, with: TestCertificates())
        let plain = try gateway.client()
        try plain.send("version\r\n")
        let taken = try time { _ = try plain.readToEnd() }
        #expect(taken < atOnce)
        let row = try gateway.history.ended(plain)
        #expect(row.ending == "protocol_error gateway arriving")
        #expect(row.endDetail == "no TLS handshake: wrong version number")
        #expect(device.connections.isEmpty)
    }

    @Test func `one that leaves before leaves a row`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, with: TestCertificates())
        let check = try gateway.client()
        check.close()
        #expect(try gateway.history.ended(check).ending == "client_closed client arriving")
    }
}
