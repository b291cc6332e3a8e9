// The one slot of a demo board. While it is taken the board does not listen at all, and the kernel
// refuses other connects with RST, as a stack with a reused listening socket does.

import NIOCore
import NIOPosix

/// Accepts one connection at a time. Confined to its event loop.
final class DemoSlot {
    private enum Stage {
        case closed
        case listening(any Channel)
        case taken(any Channel)
        case stopped
    }

    /// How long the board needs to notice a close and to listen again.
    private static let deaf = TimeAmount.milliseconds(4)

    private let loop: any EventLoop
    private let startedAt = NIODeadline.now()
    private var stage = Stage.closed
    private var address: SocketAddress?

    init(on loop: any EventLoop) {
        self.loop = loop
    }

    func listen(on address: SocketAddress) -> EventLoopFuture<SocketAddress> {
        let slot = NIOLoopBound(self, eventLoop: loop)
        return ServerBootstrap(group: loop, childGroup: loop)
            .serverChannelOption(.backlog, value: 1)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: false)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try slot.value.take(channel)
                }
            }
            .bind(to: address)
            .assumeIsolated()
            .flatMapThrowing { listener in
                guard let bound = listener.localAddress else {
                    throw ChannelError.unknownLocalAddress
                }
                self.listening(listener, at: bound)
                return bound
            }
            .nonisolated()
    }

    private func listening(_ listener: any Channel, at bound: SocketAddress) {
        address = bound
        if case .stopped = stage {
            listener.close(promise: nil)
        } else {
            stage = .listening(listener)
        }
    }

    private func take(_ channel: any Channel) throws {
        guard case .listening(let listener) = stage else {
            if let descriptor = channel.descriptor { SocketOption.resetOnClose(descriptor) }
            throw ChannelError.operationUnsupported
        }
        stage = .taken(channel)
        // Not in this turn: NIO drops a connection whose listener closes before it is set up.
        loop.execute { listener.close(promise: nil) }
        try channel.pipeline.syncOperations.addHandler(DemoShell(bootedAt: startedAt))
        channel.closeFuture.assumeIsolated().whenComplete { _ in self.left() }
    }

    private func left() {
        guard case .taken = stage, let address else { return }
        stage = .closed
        loop.assumeIsolated().scheduleTask(in: Self.deaf) {
            guard case .closed = self.stage else { return }
            _ = self.listen(on: address)
        }
    }

    func stop() {
        switch stage {
        case .listening(let channel), .taken(let channel): channel.close(promise: nil)
        case .closed, .stopped: break
        }
        stage = .stopped
    }
}
