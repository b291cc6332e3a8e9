// The end of what a device said while nobody had it, bounded. When anything is kept, and who is
// shown it, is in `LeaseRunner+Missed`.

import NIOCore

/// The last bytes that nobody heard.
struct MissedOutput {
    static let byteCountMax = 64 * 1_024

    private(set) var bytes = ByteBuffer()

    mutating func append(_ more: ByteBuffer) {
        var more = more
        more.moveReaderIndex(forwardBy: max(0, more.readableBytes - Self.byteCountMax))
        bytes.writeImmutableBuffer(more)
        bytes.moveReaderIndex(forwardBy: max(0, bytes.readableBytes - Self.byteCountMax))
        // Moved to the front once in a while, and not for every byte.
        if bytes.readerIndex >= Self.byteCountMax { bytes.discardReadBytes() }
    }

    /// Everything, which is then nobody's any more.
    mutating func take() -> ByteBuffer {
        defer { bytes = ByteBuffer() }
        return bytes
    }
}
