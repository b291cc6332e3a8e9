// The other end of a telnet connection, as both of ours see it: the protocol's state, and what the
// protocol itself has to say to it, bounded. Which end ours is, and what becomes of the bytes, is
// in the handlers beside this file.

import NIOCore
import Telnet

/// Confined to its channel's event loop.
final class TelnetPeer {
    /// What a peer may have unread of telnet's own words before it gets no more of them: one that
    /// asks and does not read.
    private static let unreadByteCountMax = 16 * 1_024

    var codec: TelnetCodec
    private var unreadByteCount = 0

    init(_ codec: TelnetCodec) {
        self.codec = codec
    }

    /// Says what there is to be said.
    func speak(on context: ChannelHandlerContext?) {
        guard let context, let bytes = codec.takeOutgoing(),
            unreadByteCount < Self.unreadByteCountMax
        else { return }
        let byteCount = bytes.readableBytes
        unreadByteCount += byteCount
        context.writeAndFlush(NIOAny(bytes)).assumeIsolated().whenComplete { _ in
            self.unreadByteCount -= byteCount
        }
    }
}
