// Telnet at one client's connection: what comes up from it is what the client typed, and beside it,
// as events of the pipeline, what telnet itself has to say (`TelnetEvent`). The protocol is the
// module `Telnet`'s; what the events mean for the session is `LeaseRunner+Telnet`'s.

import NIOCore
import Telnet

/// In front of a telnet client's session. Confined to its channel's event loop.
final class TelnetClientHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let peer: TelnetPeer
    private let echoesAtOnce: Bool
    private var context: ChannelHandlerContext?

    /// `echoesAtOnce`: false leaves the client its own echo, until `takeOverEcho`.
    init(isSerial: Bool, echoesAtOnce: Bool) {
        peer = TelnetPeer(TelnetCodec(as: .server(isSerial: isSerial)))
        self.echoesAtOnce = echoesAtOnce
    }

    /// Whether the client sends eight bits without telnet's newlines.
    var readsBinary: Bool { peer.codec.isOn(.binary, .theirs) }

    /// From now on the client shows only what it is sent, and sends each character as it is typed.
    func takeOverEcho() {
        guard !echoesAtOnce else { return }
        peer.codec.setEcho(true)
        peer.speak(on: context)
    }

    /// Says a command, behind what was written before.
    func send(_ signal: TelnetSignal) {
        peer.codec.send(signal)
        peer.speak(on: context)
    }

    /// Answers a client that speaks RFC 2217, or tells it what has changed.
    func answer(_ message: ComPortMessage) {
        peer.codec.answer(message)
        peer.speak(on: context)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        peer.codec.begin(echoes: echoesAtOnce)
        peer.speak(on: context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        while let event = peer.codec.read(&bytes) {
            if case .bytes(let typed) = event {
                context.fireChannelRead(wrapInboundOut(typed))
            } else {
                context.fireUserInboundEventTriggered(event)
            }
        }
        peer.speak(on: context)
    }

    func write(
        context: ChannelHandlerContext,
        data: NIOAny,
        promise: EventLoopPromise<Void>?
    ) {
        context.write(wrapOutboundOut(peer.codec.encode(unwrapOutboundIn(data))), promise: promise)
    }
}
