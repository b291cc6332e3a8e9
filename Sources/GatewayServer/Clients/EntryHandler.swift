// Counts a connection as its address's, once that is known, for as long as it is open. It is in
// front of everything that costs more than a header. Who is one too many is the runner's to refuse.

import NIOCore

/// Confined to its channel's event loop, which is its device's.
final class EntryHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let runner: LeaseRunner
    private let caller: Caller

    init(runner: LeaseRunner, _ caller: Caller) {
        self.runner = runner
        self.caller = caller
    }

    func channelActive(context: ChannelHandlerContext) {
        if runner.enter(caller) { context.fireChannelActive() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        runner.leave(caller)
        context.fireChannelInactive()
    }
}
