// A listener that asks for a certificate: the user whose certificate it is comes in by name, and
// nobody else does. Whose certificate is verified at all is in EncryptedSessionTests.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct CertificateNamesUserTests {
    @Test func `a certificate's subject is its user, and others are denied`() throws {
        let device = try FakeDevice.start()
        let certificates = try TestCertificates()
        try certificates.make("alice", subject: "/CN=alice")
        try certificates.make("bob", subject: "/CN=bob")
        let listen = ["raw+tls://127.0.0.1:0?auth=certificate"]
        let gateway = try GatewayHome(
            [.init(connect: device.url, listen: listen)],
            gateway: [certificates.yaml(clientCA: true)],
            users: ["alice: {certificate: \"CN=alice\"}"]
        ).serve()
        let alice = try TLSClient(to: gateway.address(), trusting: certificates, showing: "alice")
        try alice.read(until: "board1 is yours")
        for stranger in ["bob", nil] {
            let refused = try TLSClient(
                to: gateway.address(),
                trusting: certificates,
                showing: stranger
            )
            try refused.read(until: "[hotseat] board1: ")
            try refused.waitForFarewell()
            #expect(try gateway.ended(refused).ending == "denied gateway arriving")
        }
        try alice.finish()
        #expect(try gateway.ended(alice).user == "alice")
    }
}
