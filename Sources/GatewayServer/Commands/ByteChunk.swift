// Bytes that have been read at one side and not been written at the other yet, of a fixed size: it
// is filled when it is empty, and taken from until it is. Whose bytes they are is not known here.

/// A few bytes on their way.
struct ByteChunk {
    private static let byteCountMax = 16 * 1_024

    private var bytes = [UInt8](repeating: 0, count: byteCountMax)
    private var waiting = 0..<0

    var isEmpty: Bool { waiting.isEmpty }

    /// Has `read` fill it, which returns how many bytes it has put there, or less than 1. Returns
    /// that.
    mutating func fill(_ read: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        precondition(isEmpty, "what is there has to go first")
        let count = bytes.withUnsafeMutableBytes(read)
        waiting = 0..<max(0, count)
        return count
    }

    /// Has `write` take from its beginning, which returns how many bytes it has taken, or less than
    /// 1. Returns that.
    mutating func take(_ write: (UnsafeRawBufferPointer) -> Int) -> Int {
        let count = bytes.withUnsafeBytes { write(UnsafeRawBufferPointer(rebasing: $0[waiting])) }
        waiting = waiting.dropFirst(max(0, count))
        return count
    }

    mutating func clear() { waiting = 0..<0 }
}
