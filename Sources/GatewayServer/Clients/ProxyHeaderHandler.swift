// Awaits the header of a balancer, takes the client's address from it, and gets out of the way.
// Only connections from `proxy_protocol` meet it. What a header is, is `ProxyHeader`'s to say.

import LeaseCore
import NIOCore

/// In front of everything else on a balancer's connection. Confined to its channel's event loop.
final class ProxyHeaderHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private enum Stage {
        case awaiting(ByteBuffer, deadline: Scheduled<Void>?)
        case over
    }

    /// A balancer sends it with its first segment.
    private static let waitMax = TimeAmount.seconds(5)

    private let runner: LeaseRunner
    private let caller: Caller
    private var stage = Stage.awaiting(ByteBuffer(), deadline: nil)

    init(runner: LeaseRunner, _ caller: Caller) {
        self.runner = runner
        self.caller = caller
    }

    func channelActive(context: ChannelHandlerContext) {
        guard case .awaiting(let bytes, _) = stage else { return }
        let deadline = context.eventLoop.assumeIsolated().scheduleTask(in: Self.waitMax) {
            self.waitedInVain()
        }
        stage = .awaiting(bytes, deadline: deadline)
        runner.hold(caller)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .awaiting(var bytes, let deadline) = stage else {
            context.fireChannelRead(data)
            return
        }
        stage = .over
        bytes.writeImmutableBuffer(unwrapInboundIn(data))
        switch ProxyHeader(bytes.readableBytesView) {
        case .incomplete:
            stage = .awaiting(bytes, deadline: deadline)
        case .wrong(let why):
            deadline?.cancel()
            refuse(why)
        case .whole(let byteCount, let client):
            deadline?.cancel()
            if let client { caller.named = client }
            caller.headerByteCount = byteCount
            bytes.moveReaderIndex(forwardBy: byteCount)
            context.fireChannelActive()
            if bytes.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(bytes)) }
            context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
        }
    }

    private func waitedInVain() {
        let why = "it sent no whole PROXY header within \(Self.waitMax.seconds) s"
        stage = .over
        warn(why)
        runner.turnAway(caller, tooLate: why)
    }

    private func refuse(_ why: String) {
        stage = .over
        warn(why)
        runner.turnAway(caller, .protocolError, why: why)
    }

    private func warn(_ why: String) {
        runner.log.warning(
            "refused a balancer's connection: \(why)",
            metadata: ["address": "\(caller.peer.endpoint)"]
        )
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .awaiting(_, let deadline) = stage, event as? ChannelEvent == .inputClosed else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        deadline?.cancel()
        stage = .over
        runner.turnAway(caller, .clientClosed, why: "FIN before a whole PROXY header")
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard case .awaiting(_, let deadline) = stage else {
            context.fireErrorCaught(error)
            return
        }
        deadline?.cancel()
        stage = .over
        runner.turnAway(caller, failed: error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .awaiting(_, let deadline) = stage {
            deadline?.cancel()
            // An RST that came before anybody listened is no error: only the connection is gone.
            runner.turnAway(caller, .clientReset, why: "closed before a whole PROXY header")
        }
        stage = .over
        context.fireChannelInactive()
    }
}

extension TimeAmount {
    /// Rounded down.
    fileprivate var seconds: Int64 { nanoseconds / 1_000_000_000 }
}
