// A certificate whose key is another one's: `check` and `serve` name both files, and end with 78.
// Files that cannot be read are told with their line, as every fault of the configuration is.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct BadCertificateTests {
    @Test func `files that do not belong together are told by check and by serve`() throws {
        let certificates = try TestCertificates()
        let certificate = certificates.certificate("server")
        let key = certificates.key("ca")
        let home = try GatewayHome(
            [.init(connect: "tcp://127.0.0.1:9", listen: ["raw+tls://127.0.0.1:0"])],
            gateway: ["tls: {certificate: \(certificate), key: \(key)}"]
        )
        for verb in ["check", "serve"] {
            let refusal = try home.run(verb, "--config", home.configurationPath)
            #expect(refusal.status == .exited(78), "\(refusal)")
            #expect(refusal.errors.contains(key), "\(refusal)")
            #expect(refusal.errors.contains("not the key of \(certificate)"), "\(refusal)")
        }
    }

    @Test func `a missing file is told with its line`() throws {
        let home = try GatewayHome(
            [.init(connect: "tcp://127.0.0.1:9", listen: ["raw+tls://127.0.0.1:0"])],
            gateway: ["tls: {certificate: /nonexistent/a.pem, key: /nonexistent/a.key}"]
        )
        for verb in ["check", "serve"] {
            let refusal = try home.run(verb, "--config", home.configurationPath)
            #expect(refusal.status == .exited(78), "\(refusal)")
            #expect((refusal.output + refusal.errors).contains(":5:"), "\(refusal)")
            #expect((refusal.output + refusal.errors).contains("/nonexistent/a.key"), "\(refusal)")
        }
    }
}
