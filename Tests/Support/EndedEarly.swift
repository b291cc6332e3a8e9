// The failure of a read whose connection ended first. It says how, and what had been read by then.
// And the search in bytes that reads go by.

/// A connection ended before what a test was reading for.
public struct EndedEarly: Error, CustomStringConvertible {
    /// How it ended, and what had been seen.
    public let description: String
}

extension [UInt8] {
    /// The index after the first occurrence of `wanted` that begins at `start` or later.
    func endOfFirst(_ wanted: [UInt8], from start: Int) -> Int? {
        guard let first = wanted.first, count >= wanted.count else { return nil }
        var at = start
        while at <= count - wanted.count {
            if self[at] == first, self[at..<(at + wanted.count)].elementsEqual(wanted) {
                return at + wanted.count
            }
            at += 1
        }
        return nil
    }
}
