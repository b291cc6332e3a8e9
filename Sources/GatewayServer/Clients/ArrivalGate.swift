// The first look at a connection, before it costs anything but its socket. Those over the accept
// rate and beyond `clients_max` are closed here, without a row; those to be refused for their
// address step aside, so that nobody else waits behind their refusals. All others go on at once to
// the pipeline, which `ClientListener` makes.

import NIOCore

/// Stands in a listener, in front of what prepares its connections. Confined to the device's loop.
final class ArrivalGate: ChannelInboundHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    /// What becomes of a connection.
    enum Verdict {
        case passes
        /// Its address has its number already.
        case stepsAside
        case isClosed
    }

    private enum Stage {
        case quiet
        /// Some stand aside.
        case letting(Scheduled<Void>)
        case closed
    }

    /// So many stand aside; one more is not even refused, but closed.
    private static let asideCountMax = 256
    /// From one refusal to the next: whoever arrives in between comes first.
    private static let pause = TimeAmount.milliseconds(5)

    private let destination: Destination
    private var aside = CircularBuffer<any Channel>()
    private var stage = Stage.quiet

    init(_ destination: Destination) {
        self.destination = destination
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let channel = unwrapInboundIn(data)
        let isCrowded = aside.count >= Self.asideCountMax
        switch destination.porter.verdict(on: channel, isCrowded: isCrowded) {
        case .passes: context.fireChannelRead(data)
        case .isClosed: channel.close(promise: nil)
        case .stepsAside:
            aside.append(channel)
            if case .quiet = stage { letOneLater(context) }
        }
    }

    private func letOneLater(_ context: ChannelHandlerContext) {
        stage = .letting(
            context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) {
                self.letOne(context)
            }
        )
    }

    private func letOne(_ context: ChannelHandlerContext) {
        guard case .letting = stage, let channel = aside.popFirst() else { return }
        context.fireChannelRead(wrapInboundOut(channel))
        if aside.isEmpty { stage = .quiet } else { letOneLater(context) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .letting(let task) = stage { task.cancel() }
        stage = .closed
        for channel in aside { channel.close(promise: nil) }
        aside.removeAll()
        context.fireChannelInactive()
    }
}
