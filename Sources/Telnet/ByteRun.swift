// Plain bytes as they are found between what is no plain byte. As long as they lie beside each
// other in what came in, they are a slice of it; with the first gap they are gathered, so that a
// paste of a thousand lines is one piece and not a thousand.

import NIOCore

/// One run of bytes, taken from one buffer.
struct ByteRun {
    private let source: ByteBuffer
    /// Counted from the first readable byte of `source`; empty once something is gathered.
    private var offsets = 0..<0
    private var gathered: ByteBuffer?

    init(of source: ByteBuffer) { self.source = source }

    var isEmpty: Bool { offsets.isEmpty && gathered == nil }

    /// Adds bytes of the source, by their offsets.
    mutating func append(_ added: Range<Int>) {
        if added.isEmpty { return }
        if gathered == nil, offsets.isEmpty || offsets.upperBound == added.lowerBound {
            offsets = (offsets.isEmpty ? added : offsets).lowerBound..<added.upperBound
        } else {
            let bytes = slice(added)
            gather { $0.writeImmutableBuffer(bytes) }
        }
    }

    /// Adds a byte that the source does not have.
    mutating func append(byte: UInt8) {
        gather { $0.writeInteger(byte) }
    }

    /// The bytes so far, and the run is empty again; nil: there are none.
    mutating func take() -> ByteBuffer? {
        defer {
            offsets = 0..<0
            gathered = nil
        }
        return gathered ?? (offsets.isEmpty ? nil : slice(offsets))
    }

    private mutating func gather(_ write: (inout ByteBuffer) -> Void) {
        var bytes = gathered ?? ByteBuffer(bytes: slice(offsets).readableBytesView)
        gathered = nil
        offsets = 0..<0
        write(&bytes)
        gathered = bytes
    }

    private func slice(_ offsets: Range<Int>) -> ByteBuffer {
        guard
            let slice = source.getSlice(
                at: source.readerIndex + offsets.lowerBound,
                length: offsets.count
            )
        else { preconditionFailure("a run lies within its source") }
        return slice
    }
}
