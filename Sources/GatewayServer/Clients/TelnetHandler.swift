// Telnet at one client's connection: what comes up from it is what the client typed, and beside it,
// as events of the pipeline, what telnet itself has to say (`TelnetEvent`). The protocol is the
// module `Telnet`'s; what the events mean for the session is `LeaseRunner+Telnet`'s.

import NIOCore
import Telnet

/// In front of a telnet client's session. Confined to its channel's event loop.
final class TelnetHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What a client may have unread of telnet's own answers before it gets no more of them: one
    /// that asks and does not read.
    private static let unreadByteCountMax = 16 * 1_024

    private var codec: TelnetCodec
    private let echoesAtOnce: Bool
    private var context: ChannelHandlerContext?
    private var unreadByteCount = 0

    /// `echoesAtOnce`: false leaves the client its own echo, until `takeOverEcho`.
    init(isSerial: Bool, echoesAtOnce: Bool) {
        codec = TelnetCodec(as: .server(isSerial: isSerial))
        self.echoesAtOnce = echoesAtOnce
    }

    /// Whether the client sends eight bits without telnet's newlines.
    var readsBinary: Bool { codec.isOn(.binary, .theirs) }

    /// From now on the client shows only what it is sent, and sends each character as it is typed.
    func takeOverEcho() {
        guard !echoesAtOnce else { return }
        codec.setEcho(true)
        writeOutgoing()
    }

    /// Says a command, behind what was written before.
    func send(_ signal: TelnetSignal) {
        codec.send(signal)
        writeOutgoing()
    }

    /// Answers a client that speaks RFC 2217, or tells it what has changed.
    func answer(_ message: ComPortMessage) {
        codec.answer(message)
        writeOutgoing()
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        codec.begin(echoes: echoesAtOnce)
        writeOutgoing()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        while let event = codec.read(&bytes) {
            if case .bytes(let typed) = event {
                context.fireChannelRead(wrapInboundOut(typed))
            } else {
                context.fireUserInboundEventTriggered(event)
            }
        }
        writeOutgoing()
    }

    func write(
        context: ChannelHandlerContext,
        data: NIOAny,
        promise: EventLoopPromise<Void>?
    ) {
        context.write(wrapOutboundOut(codec.encode(unwrapOutboundIn(data))), promise: promise)
    }

    private func writeOutgoing() {
        guard let context, let bytes = codec.takeOutgoing(),
            unreadByteCount < Self.unreadByteCountMax
        else { return }
        let byteCount = bytes.readableBytes
        unreadByteCount += byteCount
        context.writeAndFlush(wrapOutboundOut(bytes)).assumeIsolated().whenComplete { _ in
            self.unreadByteCount -= byteCount
        }
    }
}
