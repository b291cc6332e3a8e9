// Certificates for one test, made by `openssl` while it runs: an authority, a server's, clients'.
// Nothing of them is kept.

import Foundation

/// A directory with certificates and keys, in PEM.
public final class TestCertificates: Sendable {
    private let directory: TemporaryDirectory

    /// Makes an authority, `ca`, and a server's certificate for 127.0.0.1, `server`; they are on
    /// the test's bench from then on.
    public init() throws {
        directory = try TemporaryDirectory()
        try openssl(
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
                + ["-days", "2", "-subj", "/CN=lab authority", "-keyout", key("ca")]
                + ["-out", certificate("ca")]
        )
        Bench.current.add(self)
        try make("server", subject: "/CN=lab1", extensions: "subjectAltName=IP:127.0.0.1")
    }

    /// The certificate of this name.
    public func certificate(_ name: String) -> String { directory.path("\(name).pem") }

    /// The key of the certificate of this name.
    public func key(_ name: String) -> String { directory.path("\(name).key") }

    /// The value of `tls:`; `clientCA`: clients are asked for certificates.
    public func yaml(clientCA: Bool = false) -> String {
        let ca = clientCA ? ", client_ca: \(certificate("ca"))" : ""
        return "tls: {certificate: \(certificate("server")), key: \(key("server"))\(ca)}"
    }

    /// Makes one more, signed by the authority; or again, in place of the one of that name.
    public func make(
        _ name: String,
        subject: String,
        extensions: String = "extendedKeyUsage=clientAuth"
    ) throws {
        let request = directory.path("\(name).csr")
        let list = directory.path("\(name).ext")
        try extensions.write(toFile: list, atomically: true, encoding: .utf8)
        try openssl(
            ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
                + ["-subj", subject, "-keyout", key(name), "-out", request]
        )
        try openssl(
            ["x509", "-req", "-in", request, "-CA", certificate("ca"), "-CAkey", key("ca")]
                + ["-CAcreateserial", "-days", "2", "-extfile", list, "-out", certificate(name)]
        )
    }

    private func openssl(_ arguments: [String]) throws {
        let finished = try Program.run(["openssl"] + arguments)
        guard finished.status == .exited(0) else { throw Unexpected(description: "\(finished)") }
    }
}

extension TestCertificates: BenchItem {
    public var testimony: String { "" }

    public func remove() { directory.remove() }
}
