// Telnet at the gateway's own connection to a device or a terminal server: below it the wire, above
// it the device's bytes. The protocol is the module `Telnet`'s. How the connection is opened and
// left is `TCPDeviceLink`'s, as for any other.

import NIOCore
import Telnet

/// Between a link's connection and its ear. Confined to the device's event loop.
final class TelnetLinkHandler: ChannelDuplexHandler, NIOOutboundByteBufferingChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private struct HeldWrite {
        let bytes: ByteBuffer
        let promise: EventLoopPromise<Void>?
    }

    private enum Stage {
        case passing
        /// The device has been asked for BINARY: until it has answered, a CR could be read either
        /// way.
        case holding([HeldWrite], end: Scheduled<Void>)
        /// It has not answered in time, and is not waited for again.
        case passingUnanswered
    }

    private static let usualTerminalType = "XTERM"
    /// How long a device may take to answer a telnet option before bytes go on without an answer.
    private static let answerMax = TimeAmount.milliseconds(500)
    private let peer: TelnetPeer
    private var stage = Stage.passing
    /// When the device was first asked for BINARY.
    private var askedAt: NIODeadline?
    private var context: ChannelHandlerContext?

    /// - Parameter terminal: What a device is told that asks for it, as far as it is known.
    init(for terminal: ClientTerminal) {
        let type = terminal.type ?? Self.usualTerminalType
        peer = TelnetPeer(TelnetCodec(as: .client(terminalType: type)))
        if let window = terminal.window { peer.codec.setWindow(window) }
    }

    /// Sends a break, behind what was written before.
    func sendBreak() {
        passHeld(then: .passing)
        peer.codec.send(.breakSignal)
        peer.speak(on: context)
    }

    /// Tells a device that has asked for it how large the client's terminal is.
    func setWindow(_ window: WindowSize) {
        peer.codec.setWindow(window)
        peer.speak(on: context)
    }

    /// What waits for the device's answer.
    var outboundBufferedBytes: Int {
        guard case .holding(let held, _) = stage else { return 0 }
        return held.reduce(0) { $0 + $1.bytes.readableBytes }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        dropHeld()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        peer.codec.begin()
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        dropHeld()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        while let event = peer.codec.read(&bytes) {
            if case .bytes(let said) = event { context.fireChannelRead(wrapInboundOut(said)) }
        }
        peer.speak(on: context)
        if peer.codec.isNegotiatingBinary {
            askedAt = askedAt ?? .now()
        } else {
            passHeld(then: .passing)
        }
    }

    func write(
        context: ChannelHandlerContext,
        data: NIOAny,
        promise: EventLoopPromise<Void>?
    ) {
        let bytes = unwrapOutboundIn(data)
        switch stage {
        case .passing where peer.codec.isNegotiatingBinary:
            let due = (askedAt ?? .now()) + Self.answerMax
            let end = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) {
                self.passHeld(then: .passingUnanswered)
            }
            stage = .holding([HeldWrite(bytes: bytes, promise: promise)], end: end)
        case .holding(var held, let end):
            // Whoever writes waits for a write to be done before the next: there are few.
            stage = .passing
            held.append(HeldWrite(bytes: bytes, promise: promise))
            stage = .holding(held, end: end)
        case .passing, .passingUnanswered:
            context.write(wrapOutboundOut(peer.codec.encode(bytes)), promise: promise)
        }
    }

    private func passHeld(then next: Stage) {
        guard case .holding(let held, let end) = stage else { return }
        end.cancel()
        stage = next
        guard let context else { return }
        for write in held {
            context.write(wrapOutboundOut(peer.codec.encode(write.bytes)), promise: write.promise)
        }
        context.flush()
    }

    private func dropHeld() {
        guard case .holding(let held, let end) = stage else { return }
        end.cancel()
        stage = .passingUnanswered
        for write in held { write.promise?.fail(ChannelError.ioOnClosedChannel) }
    }
}
