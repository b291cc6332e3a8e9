// The files of TLS, as the configuration names them. What is in them is read by GatewayServer, at
// the start and again whenever it is told to.

/// Which files encrypted listeners go by.
public struct TLSSettings: Sendable, Equatable {
    /// Absolute path of the certificate and those that vouch for it, in PEM.
    public var certificate: String
    /// Absolute path of its private key, in PEM.
    public var key: String
    /// Absolute path of the certificates that may vouch for clients', in PEM; nil: clients are not
    /// asked for one.
    public var clientCA: String?

    /// Files as given.
    public init(certificate: String, key: String, clientCA: String? = nil) {
        self.certificate = certificate
        self.key = key
        self.clientCA = clientCA
    }
}
