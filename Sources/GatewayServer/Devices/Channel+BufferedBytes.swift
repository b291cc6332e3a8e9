// What was written to a channel and is still in this process: known only while a write is under way
// in part. The kernel's share of it is the link's to know.

import NIOCore

extension Channel {
    /// Written, and not taken by the kernel; what waits in the channel's handlers included. Only on
    /// its event loop; 0 once it is closed. It costs no system call.
    var bufferedByteCount: Int {
        let waiting = try? syncOptions?.getOption(.bufferedWritableBytes)
        return (waiting ?? 0) + pipeline.syncOperations.outboundBufferedBytes()
    }
}
