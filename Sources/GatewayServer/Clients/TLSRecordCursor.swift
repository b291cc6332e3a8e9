// Where one TLS record ends and the next begins (RFC 8446, section 5.1): a head of five bytes, the
// last two of which say how long the body is. Nothing else of TLS is known here.

import NIOCore

/// A place in a stream of records.
struct TLSRecordCursor {
    private enum Place {
        /// So many bytes of the head are behind; of the length, the first byte.
        case head(byteCount: Int, lengthHigh: Int)
        case body(left: Int)
    }

    private static let headByteCount = 5

    private var place = Place.head(byteCount: 0, lengthHigh: 0)

    /// Whether nothing of a record is behind that is not whole.
    var isBetweenRecords: Bool {
        if case .head(0, _) = place { true } else { false }
    }

    /// Goes on to the end of the record, or of `bytes` if that comes first. Returns how far that
    /// is.
    mutating func advance(over bytes: ByteBufferView) -> Int {
        var length = 0
        for byte in bytes {
            guard case .head(let count, let high) = place else { break }
            length += 1
            switch count {
            case Self.headByteCount - 2:
                place = .head(byteCount: count + 1, lengthHigh: Int(byte) << 8)
            case Self.headByteCount - 1:
                place = Self.body(left: high + Int(byte))
            default:
                place = .head(byteCount: count + 1, lengthHigh: 0)
            }
            if isBetweenRecords { return length }
        }
        guard case .body(let left) = place else { return length }
        let taken = min(left, bytes.count - length)
        place = Self.body(left: left - taken)
        return length + taken
    }

    private static func body(left: Int) -> Place {
        left > 0 ? .body(left: left) : .head(byteCount: 0, lengthHigh: 0)
    }
}
