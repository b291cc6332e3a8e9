// Awaits the TLS handshake, and finds out who the client is where it shows a certificate. A client
// that ends its side without TLS's own farewell (close_notify) has ended it all the same. What is
// asked of a client is `ServerCertificates`' to say.

import LeaseCore
import NIOCore
import NIOSSL
import NIOTLS
import X509

/// Behind the TLS of a connection, in front of its session. Confined to its channel's event loop.
final class TLSGreeting: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private enum Stage {
        case idle
        case awaiting(deadline: Scheduled<Void>)
        case over
    }

    /// Several round trips, and a slow phone.
    private static let waitMax = TimeAmount.seconds(10)

    private let tls: NIOSSLServerHandler
    private let runner: LeaseRunner
    private let caller: Caller
    private var stage = Stage.idle

    init(_ tls: NIOSSLServerHandler, runner: LeaseRunner, _ caller: Caller) {
        self.tls = tls
        self.runner = runner
        self.caller = caller
    }

    func channelActive(context: ChannelHandlerContext) {
        guard case .idle = stage else { return }
        let deadline = context.eventLoop.assumeIsolated().scheduleTask(in: Self.waitMax) {
            self.stage = .over
            self.runner.turnAway(self.caller, tooLate: "no TLS handshake within 10 s")
        }
        stage = .awaiting(deadline: deadline)
        runner.hold(caller)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .awaiting(let deadline) = stage else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        guard case .handshakeCompleted? = event as? TLSUserEvent else { return }
        deadline.cancel()
        stage = .over
        caller.certificate = tls.peerCertificate.flatMap(Self.subject)
        context.fireChannelActive()
    }

    /// As RFC 4514 writes it: `CN=alice`.
    private static func subject(_ certificate: NIOSSLCertificate) -> String? {
        guard let bytes = try? certificate.toDERBytes(),
            let certificate = try? Certificate(derEncoded: bytes)
        else { return nil }
        return certificate.subject.description
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch stage {
        case .awaiting(let deadline):
            switch error {
            case is IOError:
                deadline.cancel()
                stage = .over
                runner.turnAway(caller, failed: error)
            case NIOSSLError.handshakeFailed(.sslError(let errors))
            where errors == [.eofDuringHandshake]:
                refuse(.clientClosed, "FIN before the end of the TLS handshake")
            default:
                refuse(.protocolError, "no TLS handshake: \(Self.words(of: error))")
            }
        case .idle, .over:
            // What follows it, FIN or RST, says by itself what it is.
            if case NIOSSLError.uncleanShutdown = error { return }
            context.fireErrorCaught(error)
        }
    }

    /// BoringSSL's reason, without its numbers and the places in its sources.
    private static func words(of error: any Error) -> String {
        let whole = "\(error)"
        guard let reason = whole.firstMatch(of: /OPENSSL_internal:([A-Z0-9_]+)/)?.1 else {
            return whole.replacing(/\ at \S+:\d+/, with: "")
        }
        return reason.lowercased().replacing("_", with: " ")
    }

    private func refuse(_ reason: EndReason, _ why: String) {
        if case .awaiting(let deadline) = stage { deadline.cancel() }
        stage = .over
        runner.turnAway(caller, reason, why: why)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .awaiting(let deadline) = stage { deadline.cancel() }
        stage = .over
        context.fireChannelInactive()
    }
}
