// The ear at a link's channel: turns what NIO reports into calls of the link. It decides nothing,
// and bytes for the device pass it by. One handler for every kind of link.

import NIOCore

/// Confined to its channel's event loop, which is its device's.
final class LinkEar: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let link: any LinkChannelObserver

    init(of link: any LinkChannelObserver) {
        self.link = link
    }

    func channelActive(context: ChannelHandlerContext) {
        link.connected(context.channel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        link.read(unwrapInboundIn(data))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { link.finished() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        link.failed(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        link.failed(nil)
    }
}
