// One address at which a device's clients come in. Clients live on the device's own event loop,
// so that a FIN and the decision that follows are one turn. To add a protocol: its handlers in
// front of `ClientHandler` here, and its word for `via`.

import GatewayAPI
import GatewayConfiguration
import Glibc
import LeaseCore
import NIOCore
import NIOPosix
import NIOSSL

/// A bound listener.
struct ClientListener {
    let channel: any Channel
    /// What it was bound for.
    let endpoint: ListenEndpoint
    /// As written, with the port that is really bound: `raw://127.0.0.1:4001`.
    let text: String

    /// Pending connections that the kernel keeps for us.
    private static let backlogMax: Int32 = 1_024
    /// Bounds what one client's FIN can be hidden behind: the FIN is read when all before it is.
    private static let receiveBufferByteCount: SocketOptionValue = 128 * 1_024

    /// Lets clients in.
    func open() {
        try? channel.syncOptions?.setOption(.autoRead, value: true)
    }

    /// Whether the port may be bound once more by this very gateway (socket(7), SO_REUSEPORT).
    func sharePort(_ isOn: Bool) {
        Self.sharePort(of: channel, isOn)
    }

    private static func sharePort(of channel: any Channel, _ isOn: Bool) {
        guard let descriptor = channel.descriptor else { return }
        SocketOption.set(descriptor, SOL_SOCKET, SO_REUSEPORT, Int32(isOn ? 1 : 0))
    }

    /// Binds one endpoint on `destination`'s loop, and lets nobody in yet. Throws
    /// `Problem(.portInUse)` or another that says what is wrong with the address. `besideOwn`: a
    /// listener of this gateway may still have the port, and shares it.
    static func bind(
        _ endpoint: ListenEndpoint,
        for destination: NIOLoopBound<Destination>,
        liveness: LivenessTimes,
        besideOwn: Bool,
        on loop: any EventLoop
    ) async throws -> ClientListener {
        do {
            let address = try SocketAddress.makeAddressResolvingHost(
                endpoint.host,
                port: endpoint.port
            )
            let bootstrap = ServerBootstrap(group: loop, childGroup: loop)
                .serverChannelOption(.autoRead, value: false)
                .serverChannelOption(.backlog, value: backlogMax)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .serverChannelOption(.socketOption(.so_rcvbuf), value: receiveBufferByteCount)
                .serverChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try prepare(channel, isV6: address.protocol == .inet6, liveness)
                        if besideOwn { sharePort(of: channel, true) }
                        try channel.pipeline.syncOperations.addHandler(
                            ArrivalGate(destination.value)
                        )
                    }
                }
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try receive(channel, at: endpoint, destination.value)
                    }
                }
            let channel = try await bootstrap.bind(to: address).get()
            let port = channel.localAddress?.port ?? endpoint.port
            return ClientListener(
                channel: channel,
                endpoint: endpoint,
                text: endpoint.bound(to: port).text
            )
        } catch {
            throw problem(error, endpoint)
        }
    }

    /// What a connection goes through on its way to a session, in this order.
    private static func receive(
        _ channel: any Channel,
        at endpoint: ListenEndpoint,
        _ destination: Destination
    ) throws {
        let runner = destination.porter
        let caller = Caller(channel, at: endpoint, of: destination.pool)
        let pipeline = channel.pipeline.syncOperations
        if runner.expectsHeader(from: caller.peer) {
            try pipeline.addHandler(ProxyHeaderHandler(runner: runner, caller))
        }
        try pipeline.addHandler(EntryHandler(runner: runner, caller))
        if caller.isEncrypted || caller.isTelnet {
            let wire = ClientWire(isEncrypted: caller.isEncrypted)
            caller.wire = wire
            try pipeline.addHandler(wire)
        }
        if caller.isEncrypted {
            guard let context = runner.entrance.certificates.context else {
                preconditionFailure("an encrypted listener without a certificate was let through")
            }
            let tls = NIOSSLServerHandler(context: context)
            try pipeline.addHandler(tls)
            try pipeline.addHandler(TLSGreeting(tls, runner: runner, caller))
        }
        if caller.isTelnet {
            // Who says its name sees and edits it as it is typed; a token is not shown.
            let telnet = TelnetClientHandler(
                isSerial: runner.settings.connect.isSerial,
                echoesAtOnce: caller.proof != .name
            )
            caller.telnet = telnet
            try pipeline.addHandler(telnet)
        }
        try pipeline.addHandler(ClientHandler(runner: runner, caller))
    }

    private static func prepare(
        _ channel: any Channel,
        isV6: Bool,
        _ liveness: LivenessTimes
    ) throws {
        guard let descriptor = channel.descriptor else { return }
        // Before listen(2): Linux hands these down to every connection that it accepts.
        liveness.applyUnwatched(to: descriptor)
        SocketOption.keepUrgentBytesInLine(descriptor)
        if isV6 {
            SocketOption.set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, Int32(1))
        }
        try channel.pipeline.syncOperations.addHandler(AcceptPauseHandler())
    }

    private static func problem(_ error: any Error, _ endpoint: ListenEndpoint) -> Problem {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE:
            Problem(
                .portInUse,
                "\(endpoint.text) is in use by another program",
                hint: "find it with: ss -ltnp 'sport = :\(endpoint.port)'; or choose another port"
            )
        case EACCES:
            Problem(
                .portInUse,
                "\(endpoint.text) may not be bound by this user",
                hint: "ports below 1024 need CAP_NET_BIND_SERVICE; or choose a higher port"
            )
        case EADDRNOTAVAIL:
            Problem(
                .badConfiguration,
                "\(endpoint.text): this machine has no such address",
                hint: "see its addresses with: ip -brief address"
            )
        default:
            Problem(.badConfiguration, "\(endpoint.text) cannot be bound: \(SystemWords.of(error))")
        }
    }
}
