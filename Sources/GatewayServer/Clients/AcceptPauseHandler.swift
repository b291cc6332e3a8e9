// What a listener does when the process is out of descriptors: it stops accepting for a while. NIO
// would ask again at once, for ever, at the price of a whole core.

import NIOCore

/// Pauses a listener's accepting after an error that will not go away by itself at once.
public final class AcceptPauseHandler: ChannelInboundHandler {
    public typealias InboundIn = any Channel

    /// How long a pause is: short enough for people, long enough to cost nothing.
    private static let pause = TimeAmount.milliseconds(250)

    private enum Stage {
        case accepting, paused
    }

    private var stage = Stage.accepting

    public init() {}

    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is IOError, stage == .accepting, let options = context.channel.syncOptions
        else { return }
        stage = .paused
        try? options.setOption(.autoRead, value: false)
        let channel = context.channel
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) {
            self.stage = .accepting
            try? channel.syncOptions?.setOption(.autoRead, value: true)
        }
    }
}
