// Finds the few bytes that mean something among the many that do not, eight at a time: whatever a
// device says and a client types goes through here. What the found byte means is the caller's.

/// Where the first byte of one or two kinds lies.
enum ByteSearch {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The first place from `start` on where `one` or `other` lies; where there is none, the end.
    static func first(
        _ one: UInt8,
        or other: UInt8,
        in bytes: UnsafeRawBufferPointer,
        from start: Int
    ) -> Int {
        let ones8 = UInt64(one) &* ones
        let others8 = UInt64(other) &* ones
        var index = start
        while index &+ 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if hasZero(word ^ ones8) || hasZero(word ^ others8) { break }
            index &+= 8
        }
        while index < bytes.count, bytes[index] != one, bytes[index] != other { index &+= 1 }
        return index
    }

    /// The first place from `start` on where `one` lies; where there is none, the end.
    static func first(_ one: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        first(one, or: one, in: bytes, from: start)
    }

    /// Whether one of the eight bytes is zero: only there does taking 1 away borrow into the
    /// highest bit.
    private static func hasZero(_ word: UInt64) -> Bool {
        (word &- ones) & ~word & tops != 0
    }
}
