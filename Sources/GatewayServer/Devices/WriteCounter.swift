// Counts what goes out on a link's channel, for links whose kernel cannot be asked how much of it
// the device has taken. TCP's can: its bytes pass no counter.

import NIOCore

/// Confined to its channel's event loop.
final class WriteCounter: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    private let wrote: (_ byteCount: Int) -> Void
    private let passedOn: ((_ byteCount: Int) -> Void)?

    /// `wrote` is told of every write; `passedOn` when the channel has passed it on.
    init(
        wrote: @escaping (_ byteCount: Int) -> Void,
        passedOn: ((_ byteCount: Int) -> Void)? = nil
    ) {
        self.wrote = wrote
        self.passedOn = passedOn
    }

    func write(
        context: ChannelHandlerContext,
        data: NIOAny,
        promise: EventLoopPromise<Void>?
    ) {
        let byteCount = unwrapOutboundIn(data).readableBytes
        wrote(byteCount)
        guard let passedOn else { return context.write(data, promise: promise) }
        let promise = promise ?? context.eventLoop.makePromise()
        promise.futureResult.assumeIsolated().whenSuccess { passedOn(byteCount) }
        context.write(data, promise: promise)
    }
}
