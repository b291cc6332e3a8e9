// What passes below TLS, on the wire: counted, because TCP acknowledges records and not the bytes
// in them; and cut where the bytes end that arrived before a grant, because only here is known
// which of them are in which record.

import NIOCore

/// In front of the TLS of a connection. Confined to its channel's event loop.
final class TLSWire: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Age {
        case fresh
        /// Everything up to here, and up to the end of the record that is there, is too old.
        case stale(upTo: Int64)
    }

    /// Everything that was encrypted for the client so far.
    private(set) var writtenByteCount: Int64 = 0
    private var readByteCount: Int64 = 0
    private var records = TLSRecordCursor()
    private var age = Age.fresh

    /// Whether what comes out of TLS now arrived too early.
    var isStale: Bool {
        if case .stale = age { true } else { false }
    }

    /// Up to the byte of this number, and what shares a record with it, arrived too early.
    func markStale(upTo byteCount: Int64) {
        if byteCount > readByteCount || !records.isBetweenRecords { age = .stale(upTo: byteCount) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if case .stale(let limit) = age {
            var length = 0
            while length < bytes.readableBytes,
                readByteCount + Int64(length) < limit || !records.isBetweenRecords
            {
                length += records.advance(over: bytes.readableBytesView.dropFirst(length))
            }
            readByteCount += Int64(length)
            if length > 0, let stale = bytes.readSlice(length: length) {
                context.fireChannelRead(wrapInboundOut(stale))
            }
            guard readByteCount >= limit, records.isBetweenRecords else { return }
            // TLS gives what it has decrypted when a reading is complete.
            context.fireChannelReadComplete()
            age = .fresh
        }
        guard bytes.readableBytes > 0 else { return }
        readByteCount += Int64(bytes.readableBytes)
        var view = bytes.readableBytesView
        while !view.isEmpty { view = view.dropFirst(records.advance(over: view)) }
        context.fireChannelRead(wrapInboundOut(bytes))
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
