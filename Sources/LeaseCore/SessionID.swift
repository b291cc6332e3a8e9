// The name of a session in the record: a number that the gateway gives at the arrival. It says
// nothing about a lease; that number is `LeaseNumber`.

/// Identifies one client's stay at one device; the `id` of its row.
public struct SessionID: Comparable, Hashable, Sendable {
    public var number: Int64

    public init(_ number: Int64) {
        self.number = number
    }

    public static func < (left: SessionID, right: SessionID) -> Bool {
        left.number < right.number
    }
}
