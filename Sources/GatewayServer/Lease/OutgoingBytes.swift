// Bytes on their way to one channel, in order and bounded: the one buffer of each direction of a
// relay. It knows nothing of leases; whoever feeds it asks `isFull` and stops, and is told when
// there is room again.

import NIOCore

/// A bounded queue of bytes with at most one write in flight. Confined to its channel's event loop.
final class OutgoingBytes {
    private enum Stage {
        /// Bytes wait for a channel.
        case shut
        /// Bytes pass.
        case open(any Channel)
        /// Nothing passes any more.
        case ended
    }

    /// How much one write holds at most: what is waited for is never older than this many bytes.
    private static let writeByteCountMax = 64 * 1_024

    private var stage = Stage.shut
    private var waiting = ByteBuffer()
    private var inFlightByteCount = 0
    /// Of a write that failed, and behind it.
    private var failedByteCount = 0
    private weak var observer: (any OutgoingBytesObserver)?

    /// At this many waiting bytes, whoever feeds it should stop.
    var waitingByteCountMax: Int
    /// What comes behind so many bytes in all is not written until this is lifted; nil: no such.
    var barrier: Int64? {
        didSet { if barrier != oldValue { writeWaiting() } }
    }

    /// Bytes that the kernel has taken.
    private(set) var deliveredByteCount: Int64 = 0

    init(waitingByteCountMax: Int, observer: any OutgoingBytesObserver) {
        self.waitingByteCountMax = waitingByteCountMax
        self.observer = observer
    }

    /// Bytes that the kernel has not taken yet.
    var pendingByteCount: Int { waiting.readableBytes + inFlightByteCount }

    /// Bytes that have not been written yet.
    var waitingByteCount: Int { waiting.readableBytes }

    /// Those bytes.
    var waitingBytes: ByteBuffer { waiting }

    var isFull: Bool { pendingByteCount >= waitingByteCountMax }

    /// Lets what waits and what comes pass to `channel`.
    func open(to channel: any Channel) {
        guard case .shut = stage else { preconditionFailure("opened twice") }
        stage = .open(channel)
        writeWaiting()
    }

    /// What became of the bytes that the kernel has not taken.
    struct Dropped {
        /// They were not even written.
        var unwrittenByteCount = 0
        /// They were: the channel has them, until it is closed.
        var writtenByteCount = 0

        var byteCount: Int { unwrittenByteCount + writtenByteCount }
    }

    /// Drops what waits, and everything that still comes. What the kernel has taken of a write that
    /// is under way counts as delivered, and the rest as dropped.
    @discardableResult
    func end() -> Dropped {
        var dropped = Dropped(unwrittenByteCount: waiting.readableBytes + failedByteCount)
        if case .open(let channel) = stage, inFlightByteCount > 0 {
            dropped.writtenByteCount = min(channel.bufferedByteCount, inFlightByteCount)
            deliveredByteCount += Int64(inFlightByteCount - dropped.writtenByteCount)
        }
        stage = .ended
        waiting = ByteBuffer()
        inFlightByteCount = 0
        failedByteCount = 0
        return dropped
    }

    func append(_ bytes: ByteBuffer) {
        switch stage {
        case .ended: break
        case .open(let channel)
        where inFlightByteCount == 0 && waiting.readableBytes == 0 && barrier == nil
            && bytes.readableBytes <= Self.writeByteCountMax:
            write(bytes, to: channel)
        case .open, .shut:
            // What has been written is given back: a stream that never pauses would grow the
            // buffer by all that ever went through it.
            if waiting.readerIndex > waiting.readableBytes { waiting.discardReadBytes() }
            waiting.writeImmutableBuffer(bytes)
            writeWaiting()
        }
    }

    private func writeWaiting() {
        guard case .open(let channel) = stage, inFlightByteCount == 0 else { return }
        let passing = barrier.map { Int(clamping: max(0, $0 - deliveredByteCount)) } ?? .max
        let length = min(waiting.readableBytes, Self.writeByteCountMax, passing)
        guard length > 0, let slice = waiting.readSlice(length: length) else { return }
        if waiting.readableBytes == 0 { waiting = ByteBuffer() }
        write(slice, to: channel)
    }

    private func write(_ bytes: ByteBuffer, to channel: any Channel) {
        let length = bytes.readableBytes
        guard length > 0 else { return }
        inFlightByteCount = length
        let promise = channel.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { self.written(length, $0) }
        channel.writeAndFlush(bytes, promise: promise)
    }

    private func written(_ length: Int, _ result: Result<Void, any Error>) {
        if case .ended = stage { return }
        inFlightByteCount = 0
        switch result {
        case .success:
            deliveredByteCount += Int64(length)
            writeWaiting()
            observer?.outgoingBytesProgressed(self)
        case .failure(let error):
            // How much of it the kernel had taken is not known any more.
            let unwritten = end().byteCount
            failedByteCount = unwritten + length
            observer?.outgoingBytesFailed(self, error)
        }
    }
}
