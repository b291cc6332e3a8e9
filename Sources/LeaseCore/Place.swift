// A place in line, as it is told to a waiter. The line itself, and who is before whom, is
// `LeaseLine`.

/// "You are `position` of `length` in line."
public struct Place: Hashable, Sendable {
    /// 1 for the first in line; 0 for the one who is next and no longer in line.
    public var position: Int
    /// How many are in line in all.
    public var length: Int

    public init(position: Int, length: Int) {
        self.position = position
        self.length = length
    }
}
