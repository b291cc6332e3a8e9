// What an encrypted listener shows, and what it asks for: read from the files of `gateway.tls` at
// the start, and again when it is told to. Who a verified client is, is `TLSGreeting`'s to find.

import GatewayAPI
import GatewayConfiguration
import NIOConcurrencyHelpers
import NIOSSL

/// Certificate, key and client CA, as they were last read. From any loop.
public final class ServerCertificates: Sendable {
    private let read = NIOLockedValueBox<NIOSSLContext?>(nil)

    /// None, until files are read.
    public init() {}

    /// For a new connection; nil where no files were ever named.
    var context: NIOSSLContext? { read.withLockedValue { $0 } }

    /// Reads the files, the same or others. Throws a `Problem` that says which of them cannot be
    /// used, and why, and keeps what was read before. So it does where none are named: a listener
    /// that goes may still be accepting.
    public func load(_ settings: TLSSettings?) throws {
        guard let settings else { return }
        let context = try Self.read(settings)
        read.withLockedValue { $0 = context }
    }

    private static func read(_ settings: TLSSettings) throws -> NIOSSLContext {
        let chain = try certificates(settings.certificate)
        let key = try using(settings.key, "no private key in PEM, or one with a passphrase") {
            try NIOSSLPrivateKey(file: settings.key, format: .pem)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        // We await nobody's close_notify: how long a client may take to go is `ClientSession`'s.
        configuration.shutdownTimeout = .zero
        if let clientCA = settings.clientCA {
            configuration.certificateVerification = .optionalVerification
            configuration.trustRoots = .certificates(try certificates(clientCA))
            configuration.sendCANameList = true
        }
        return try using(settings.key, "not the key of \(settings.certificate)") {
            try NIOSSLContext(configuration: configuration)
        }
    }

    private static func certificates(_ path: String) throws -> [NIOSSLCertificate] {
        let why = "no certificate in PEM"
        let certificates = try using(path, why) { try NIOSSLCertificate.fromPEMFile(path) }
        return try using(path, why) {
            guard !certificates.isEmpty else { throw NIOSSLError.failedToLoadCertificate }
            return certificates
        }
    }

    private static func using<Value>(
        _ path: String,
        _ why: String,
        _ body: () throws -> Value
    ) throws -> Value {
        do {
            return try body()
        } catch {
            throw Problem(
                .badConfiguration,
                "\(path) cannot be used for TLS: \(why) (\(error))",
                hint: "look at it with: openssl x509 -in FILE -text, openssl pkey -in FILE -check"
            )
        }
    }
}
