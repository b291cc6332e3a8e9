// The number of a lease: a fencing token, drawn by the floor above from durably reserved blocks,
// so that none is ever given twice, not even after a power cut. Gaps are normal.

/// A fencing token: of two leases of a device, the later one has the higher number.
public struct LeaseNumber: Comparable, Hashable, Sendable {
    public var number: Int64

    public init(_ number: Int64) {
        self.number = number
    }

    public static func < (left: LeaseNumber, right: LeaseNumber) -> Bool {
        left.number < right.number
    }
}
