// The one slot of a demo board, and what others meet while it is taken. A board that refuses does
// not listen then at all, and the kernel answers RST, as a stack with a reused listening socket
// does; one that is silent drops every SYN; one that queues listens and takes nobody.

import CLinuxTCP
import GatewayConfiguration
import NIOCore
import NIOPosix

/// Accepts one connection at a time. Confined to its event loop.
final class DemoSlot {
    private enum Stage {
        /// Nobody is on it, and nobody is taken.
        case closed(listener: (any Channel)?)
        case listening(any Channel)
        /// Somebody is on it; its listener is kept where it need not be closed.
        case taken(any Channel, listener: (any Channel)?)
        case stopped
    }

    private let habits: DemoHabits
    private let loop: any EventLoop
    private let startedAt = NIODeadline.now()
    private var stage = Stage.closed(listener: nil)
    private var address: SocketAddress?

    init(_ habits: DemoHabits, on loop: any EventLoop) {
        self.habits = habits
        self.loop = loop
    }

    func listen(on address: SocketAddress) -> EventLoopFuture<SocketAddress> {
        let slot = NIOLoopBound(self, eventLoop: loop)
        let backlog: Int32 = habits.whileTaken == .queue ? 16 : 1
        return ServerBootstrap(group: loop, childGroup: loop)
            .serverChannelOption(.backlog, value: backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
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
        switch habits.whileTaken {
        case .refuse:
            stage = .taken(channel, listener: nil)
            // Not in this turn: NIO drops a connection whose listener closes before it is set up.
            loop.execute { listener.close(promise: nil) }
        case .silent:
            stage = .taken(channel, listener: listener)
            setSilent(true, listener)
        case .queue:
            stage = .taken(channel, listener: listener)
            try listener.syncOptions?.setOption(.autoRead, value: false)
        }
        let shell = DemoShell(habits, bootedAt: startedAt)
        try channel.pipeline.syncOperations.addHandler(shell)
        channel.closeFuture.assumeIsolated().whenComplete { _ in self.left() }
    }

    private func left() {
        guard case .taken(_, let listener) = stage else { return }
        stage = .closed(listener: listener)
        let deaf = TimeAmount(habits.deaf)
        loop.assumeIsolated().scheduleTask(in: deaf) { self.openAgain() }
    }

    private func openAgain() {
        guard case .closed(let listener) = stage, let address else { return }
        guard let listener else {
            _ = listen(on: address)
            return
        }
        stage = .listening(listener)
        if habits.whileTaken == .silent { setSilent(false, listener) }
        try? listener.syncOptions?.setOption(.autoRead, value: true)
    }

    private func setSilent(_ isSilent: Bool, _ listener: any Channel) {
        if let descriptor = listener.descriptor {
            _ = linux_tcp_set_silent(descriptor, isSilent ? 1 : 0)
        }
    }

    func stop() {
        let channels: [(any Channel)?] =
            switch stage {
            case .listening(let listener): [listener]
            case .taken(let channel, let listener): [channel, listener]
            case .closed(let listener): [listener]
            case .stopped: []
            }
        stage = .stopped
        for channel in channels { channel?.close(promise: nil) }
    }
}
