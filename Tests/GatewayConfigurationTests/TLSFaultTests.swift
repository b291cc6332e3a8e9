// The files of TLS: each that cannot be used is named where it stands, and an encrypted listener
// without them is refused. Whether certificate and key belong together is not known here.

import Foundation
import GatewayConfiguration
import Testing

@Suite struct TLSFaultTests {
    private func file(_ tls: String) -> String {
        """
        gateway: {tls: \(tls)}
        devices: {a: {connect: "demo:", listen: ["raw+tls://127.0.0.1:0"]}}
        """
    }

    @Test func `files that are there are taken`() throws {
        let path = NSTemporaryDirectory() + "tls-\(UUID().uuidString).pem"
        try "-----BEGIN CERTIFICATE-----\n".write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let found = try settings(file("{certificate: \(path), key: \(path)}"))
        #expect(found.tls == TLSSettings(certificate: path, key: path))
        #expect(found.devices[0].listen[0].kind == .rawTLS)
    }

    @Test func `a missing file is named where it stands`() {
        let found = faults(file("{certificate: /nonexistent/a.pem, key: /dev/null}"))
        #expect(
            found == [
                "1:30: 'certificate': /nonexistent/a.pem cannot be read: No such file or"
                    + " directory; correct the path, or let this user read it",
                "1:55: 'key': /dev/null is no PEM file; it must have a line -----BEGIN …-----",
            ]
        )
    }

    @Test func `certificate and key are a must, and nothing else is known`() {
        let found = faults(file("{certificat: /a}"))
        #expect(found.contains { $0.hasSuffix("did you mean 'certificate'?") })
        #expect(found.contains { $0.contains("has no 'certificate'") })
        #expect(found.contains { $0.contains("has no 'key'") })
    }

    @Test func `an encrypted listener needs them`() {
        let text = "devices: {a: {connect: \"demo:\", listen: [\"raw+tls://127.0.0.1:0\"]}}"
        #expect(
            faults(text) == [
                "1:42: 'raw+tls://127.0.0.1:0' needs a certificate; name it and its key under"
                    + " 'gateway', as in 'tls: {certificate: F, key: F}'"
            ]
        )
    }
}
