// Counts what goes out on a link's channel, for links whose kernel cannot be asked how much of it
// the device has taken. TCP's can: its bytes pass no counter.

import NIOCore

/// Confined to its channel's event loop.
final class WriteCounter: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    private let wrote: (_ byteCount: Int) -> Void

    /// `wrote` is told of every write.
    init(wrote: @escaping (_ byteCount: Int) -> Void) {
        self.wrote = wrote
    }

    func write(
        context: ChannelHandlerContext,
        data: NIOAny,
        promise: EventLoopPromise<Void>?
    ) {
        wrote(unwrapOutboundIn(data).readableBytes)
        context.write(data, promise: promise)
    }
}
