// Who is at the other end of a connection that is not a session yet. Each handler in front of
// `ClientHandler` fills in what it learns, a balancer's header or a certificate, before it lets
// `channelActive` pass on. What follows from it is decided by the runner.

import GatewayConfiguration
import LeaseCore
import NIOCore

/// A connection before it is a session. Confined to its channel's event loop.
final class Caller {
    /// Whether it counts among the connections of its address.
    enum Standing {
        case uncounted
        case counted
        /// `clients_per_address_max` are here already.
        case oneTooMany
    }

    enum Stage {
        /// It waits for what stands in front of a session.
        case arriving
        /// It has a session, or a row of its own that says why not.
        case settled
    }

    let channel: any Channel
    /// Wall-clock milliseconds since the epoch.
    let arrivedAt = EpochClock.milliseconds
    let arrived = Instant.now
    /// The client's address; behind a balancer that names it, the named one.
    private(set) var peer: PeerAddress
    /// Whom a balancer's header has named.
    var named: SocketAddress? {
        didSet { peer = PeerAddress(named) }
    }
    /// The subject of the certificate that it showed and that was verified.
    var certificate: String?
    /// Where it came in.
    private let endpoint: ListenEndpoint
    /// The pool that it came to; nil: a device.
    let pool: DevicePool?
    /// What is known of its bytes on the wire, where they are not the session's own.
    var wire: ClientWire?
    /// Where it speaks telnet.
    var telnet: TelnetClientHandler?
    /// What it sent before it began to speak for itself: a balancer's header.
    var headerByteCount = 0
    var standing = Standing.uncounted
    var stage = Stage.arriving

    /// How it came in: the word in the record.
    var via: String { endpoint.kind.rawValue }
    /// What whoever comes in there has come for.
    var use: Access.Use { endpoint.isForObservers ? .observe : .hold }
    /// How it is to show who it is.
    var proof: ClientProof { endpoint.proof }
    var isEncrypted: Bool { endpoint.kind.isEncrypted }
    var isTelnet: Bool { endpoint.kind.isTelnet }
    /// How much is said to it where the device's settings do not say it.
    var usualNotices: DeviceSettings.Notices { endpoint.kind.usualNotices }

    /// What TCP says of its connection now; nil once that is closed.
    var reading: TCPReading? { channel.descriptor.flatMap { TCPReading(descriptor: $0) } }

    /// What the record says of it beside its columns.
    var context: [String: String] { pool.map { ["pool": $0.name] } ?? [:] }

    init(_ channel: any Channel, at endpoint: ListenEndpoint, of pool: DevicePool? = nil) {
        self.channel = channel
        peer = PeerAddress(channel.remoteAddress)
        self.endpoint = endpoint
        self.pool = pool
    }
}
