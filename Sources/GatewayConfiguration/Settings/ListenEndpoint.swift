// Where a device's clients come in. Binding it is not here; what shares a port with what is in
// `ListenEndpoint+Overlap`.
// To add a protocol: a case of `ClientProtocol`.

/// Where a device's clients come in.
public struct ListenEndpoint: Sendable, Equatable, CustomStringConvertible {
    /// What the clients speak.
    public let kind: ClientProtocol
    /// A host name or address; IPv6 without brackets. `::` is IPv6 only.
    public let host: String
    /// 0 to 65535; 0: any free port.
    public let port: Int
    /// How its clients show who they are.
    public let proof: ClientProof
    /// Whether whoever comes in only reads what the device says.
    public let isForObservers: Bool
    /// The endpoint as it was written.
    public let text: String

    /// An endpoint, written as a file would.
    public init(
        kind: ClientProtocol,
        host: String,
        port: Int,
        proof: ClientProof = .none,
        isForObservers: Bool = false
    ) {
        let url = SocketURL(scheme: kind.rawValue, host: host, port: port)
        let options = ListenOptions(proof: proof, isForObservers: isForObservers)
        self.init(url, options, text: url.text + options.query)
    }

    /// The URL's scheme is one of `ClientProtocol`'s.
    init(_ url: SocketURL, _ options: ListenOptions, text: String) {
        kind = ClientProtocol(rawValue: url.scheme)!
        host = url.host
        port = url.port
        proof = options.proof
        isForObservers = options.isForObservers
        self.text = text
    }

    /// The same at the port that is really bound.
    public func bound(to port: Int) -> ListenEndpoint {
        ListenEndpoint(
            kind: kind,
            host: host,
            port: port,
            proof: proof,
            isForObservers: isForObservers
        )
    }

    /// The endpoint as it was written.
    public var description: String { text }

    /// What clients speak; the raw value is the URL's scheme.
    public enum ClientProtocol: String, Sendable, CaseIterable {
        /// Eight-bit clean both ways.
        case raw
        /// The same through TLS.
        case rawTLS = "raw+tls"
        /// A terminal's, a character at a time (RFC 854).
        case telnet
        /// The same through TLS.
        case telnetTLS = "telnet+tls"

        /// Whether it needs a certificate.
        public var isEncrypted: Bool {
            switch self {
            case .raw, .telnet: false
            case .rawTLS, .telnetTLS: true
            }
        }

        /// Whether it is a person's terminal, as far as one can know.
        public var isTelnet: Bool {
            switch self {
            case .raw, .rawTLS: false
            case .telnet, .telnetTLS: true
            }
        }

        /// How much is said to clients where the settings do not say it: a program that reads a
        /// raw port has no use for lines in the middle of the device's output.
        public var usualNotices: DeviceSettings.Notices { isTelnet ? .on : .edges }
    }
}
