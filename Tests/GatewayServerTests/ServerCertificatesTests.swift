// The files of TLS: read, read again, and refused with a sentence that names the one that is wrong.
// What a client makes of them is seen end to end.

import GatewayAPI
import GatewayConfiguration
import Foundation
import GatewayTestSupport
import Testing

@testable import GatewayServer

@Suite(.endToEnd) struct ServerCertificatesTests {
    private func settings(_ files: TestCertificates, key: String = "server") -> TLSSettings {
        TLSSettings(
            certificate: files.certificate("server"),
            key: files.key(key),
            clientCA: files.certificate("ca")
        )
    }

    private func problem(_ body: () throws -> Void) -> Problem? {
        do {
            try body()
            return nil
        } catch {
            return error as? Problem
        }
    }

    @Test func `files that are good are shown to connections from then on`() throws {
        let files = try TestCertificates()
        let certificates = ServerCertificates()
        try certificates.load(settings(files))
        let before = certificates.context
        try files.make("server", subject: "/CN=lab2", extensions: "subjectAltName=IP:127.0.0.1")
        try certificates.load(settings(files))
        #expect(certificates.context !== before)
    }

    @Test func `a bad file changes nothing, and is named`() throws {
        let files = try TestCertificates()
        let certificates = ServerCertificates()
        try certificates.load(settings(files))
        let before = certificates.context
        try "".write(toFile: files.certificate("server"), atomically: true, encoding: .utf8)
        let found = problem { try certificates.load(settings(files)) }
        #expect(found?.code == .badConfiguration)
        #expect(found?.message.contains(files.certificate("server")) == true)
        #expect(certificates.context === before)
    }

    @Test func `a key of another certificate is told so`() throws {
        let files = try TestCertificates()
        let found = problem { try ServerCertificates().load(settings(files, key: "ca")) }
        #expect(found?.message.contains("not the key of") == true)
    }
}
