// The ear at one client's connection: turns what NIO reports into calls of the device's runner. It
// decides nothing. One handler for every client of a `raw://` listener.

import NIOCore

/// Confined to its channel's event loop, which is its device's.
final class ClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private enum Stage {
        case unknown
        case admitted(ClientSession)
        case gone
    }

    private let runner: LeaseRunner
    private let caller: Caller
    private var stage = Stage.unknown

    init(runner: LeaseRunner, _ caller: Caller) {
        self.runner = runner
        self.caller = caller
    }

    func channelActive(context: ChannelHandlerContext) {
        guard let client = runner.welcome(context.channel, caller) else {
            stage = .gone
            context.close(promise: nil)
            return
        }
        stage = .admitted(client)
        runner.clientArrived(client)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .admitted(let client) = stage else { return }
        runner.clientSent(unwrapInboundIn(data), client)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .admitted(let client) = stage, event as? ChannelEvent == .inputClosed {
            runner.clientFinished(client)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .admitted(let client) = stage { runner.clientFailed(client, error) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .admitted(let client) = stage { runner.clientClosed(client) }
        stage = .gone
    }
}
