// The ear at one client's connection: turns what NIO reports into calls of the device's runner. It
// decides nothing. One handler for every client, whatever stands in front of it.

import NIOCore
import Telnet

/// Confined to its channel's event loop, which is its device's.
final class ClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private enum Stage {
        case unknown
        /// It is being let in: that may end its connection, before it is known what it is. Can go
        /// to the others.
        case welcomed(ClientSession)
        /// It is asked who it is. Can go to the next two.
        case loggingIn(ClientSession, Login)
        /// It is in, by a line that ended in CR: an LF right behind that is no byte of its own.
        case behindCR(ClientSession)
        case admitted(ClientSession)
        case gone

        var client: ClientSession? {
            switch self {
            case .unknown, .gone: nil
            case .welcomed(let client), .loggingIn(let client, _), .behindCR(let client),
                .admitted(let client):
                client
            }
        }
    }

    /// At whose door it is; once it is in, its own runner counts.
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
        stage = .welcomed(client)
        let login = runner.receive(client, caller)
        guard case .welcomed = stage else { return }
        stage = login.map { .loggingIn(client, $0) } ?? .admitted(client)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch stage {
        case .admitted(let client): client.runner.clientSent(unwrapInboundIn(data), client)
        case .loggingIn(let client, let login): readLogin(unwrapInboundIn(data), client, login)
        case .behindCR(let client): readBehindCR(unwrapInboundIn(data), client)
        case .unknown, .welcomed, .gone: break
        }
    }

    private func readLogin(_ bytes: ByteBuffer, _ client: ClientSession, _ login: Login) {
        var (bytes, login) = (bytes, login)
        runner.clientSaid(&bytes, client, &login)
        if client.stage == .arriving {
            stage = .loggingIn(client, login)
        } else if login.isBehindCR, bytes.readableBytes == 0 {
            stage = .behindCR(client)
        } else {
            stage = .admitted(client)
            login.isBehindCR ? readBehindCR(bytes, client) : client.runner.clientSent(bytes, client)
        }
    }

    private func readBehindCR(_ bytes: ByteBuffer, _ client: ClientSession) {
        var bytes = bytes
        stage = .admitted(client)
        if bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) == UInt8(ascii: "\n") {
            bytes.moveReaderIndex(forwardBy: 1)
            client.input.readAtTheDoor(byteCount: 1)
        }
        client.runner.clientSent(bytes, client)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let client = stage.client else { return }
        switch event {
        case ChannelEvent.inputClosed: client.runner.clientFinished(client)
        case let event as TelnetEvent: client.runner.clientSaid(event, client)
        default: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let client = stage.client { client.runner.clientFailed(client, error) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let client = stage.client { client.runner.clientClosed(client) }
        stage = .gone
    }
}
