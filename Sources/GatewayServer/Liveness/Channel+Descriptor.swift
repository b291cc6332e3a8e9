// The file descriptor under a channel, for what NIO does not offer. Valid while the channel is
// open, and only on its event loop.

import NIOCore

extension Channel {
    /// Nil where the channel is no socket or is closed.
    public var descriptor: Int32? {
        try? pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            $0
        }
    }
}
