// What a link hears of its own channel, whatever kind it is. Who calls it is `LinkEar`; what a link
// makes of it, and tells its runner, is the link's.

import NIOCore

/// Told what happens on a link's channel. Always called on the device's event loop.
protocol LinkChannelObserver: AnyObject {
    /// The channel is open.
    func connected(_ channel: any Channel)
    func read(_ bytes: ByteBuffer)
    /// The other side has ended its direction.
    func finished()
    /// The channel has failed, or was closed without an error.
    func failed(_ error: (any Error)?)
}
