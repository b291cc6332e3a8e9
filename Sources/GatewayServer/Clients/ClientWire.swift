// What passes on the wire, below whatever is spoken on it: counted, because TCP acknowledges the
// bytes of TLS records and of telnet, and not those in them; and cut where the bytes end that
// arrived before a grant, because only here is known which of them came when. A raw connection
// needs none: its bytes are the wire's.

import NIOCore

/// In front of the TLS or telnet of a connection. Confined to its channel's event loop.
final class ClientWire: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Age {
        case fresh
        /// Everything up to here, and up to the end of the record that is there, is too old.
        case stale(upTo: Int64)
    }

    /// Everything that was written to the client so far.
    private(set) var writtenByteCount: Int64 = 0
    private var readByteCount: Int64 = 0
    /// Of TLS, which gives out nothing of a record before it is whole; nil: every byte stands for
    /// itself.
    private var records: TLSRecordCursor?
    private var age = Age.fresh

    init(isEncrypted: Bool) {
        records = isEncrypted ? TLSRecordCursor() : nil
    }

    /// Whether what comes up from here now arrived too early.
    var isStale: Bool {
        if case .stale = age { true } else { false }
    }

    /// Up to the byte of this number, and what shares a record with it, arrived too early.
    func markStale(upTo byteCount: Int64) {
        if byteCount > readByteCount || !isBetweenRecords { age = .stale(upTo: byteCount) }
    }

    private var isBetweenRecords: Bool { records?.isBetweenRecords ?? true }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if case .stale(let limit) = age {
            let length = advance(over: bytes.readableBytesView, upTo: limit)
            if length > 0, let stale = bytes.readSlice(length: length) {
                context.fireChannelRead(wrapInboundOut(stale))
            }
            guard readByteCount >= limit, isBetweenRecords else { return }
            // TLS gives what it has decrypted when a reading is complete.
            context.fireChannelReadComplete()
            age = .fresh
        }
        guard bytes.readableBytes > 0 else { return }
        advance(over: bytes.readableBytesView, upTo: .max)
        context.fireChannelRead(wrapInboundOut(bytes))
    }

    /// Goes on to the byte of that number and to the end of the record that it is in, or to the end
    /// of `bytes`. Returns how far that is.
    @discardableResult
    private func advance(over bytes: ByteBufferView, upTo limit: Int64) -> Int {
        var length = 0
        if records == nil {
            length = Int(min(limit - readByteCount, Int64(bytes.count)))
        } else {
            while length < bytes.count,
                readByteCount + Int64(length) < limit || !isBetweenRecords
            {
                length += records!.advance(over: bytes.dropFirst(length))
            }
        }
        readByteCount += Int64(length)
        return length
    }

    func write(
        context: ChannelHandlerContext,
        data: NIOAny,
        promise: EventLoopPromise<Void>?
    ) {
        writtenByteCount += Int64(unwrapOutboundIn(data).readableBytes)
        context.write(data, promise: promise)
    }
}
