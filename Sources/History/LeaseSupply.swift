// Lease numbers from a durably reserved block. Taking one is lock-free; reserving more is the
// writer's affair, and happens while there are still enough for everything that could be granted
// before the disk works again.

import LeaseCore
import Synchronization

/// Gives each number of the reserved block once.
final class LeaseSupply: Sendable {
    private let last: Atomic<Int64>
    private let reservedTo: Atomic<Int64>
    private let aheadMin: Int64

    /// How many numbers one more reservation lasts for.
    private static let blockLength: Int64 = 10_000

    /// - Parameters:
    ///   - last: the highest number ever reserved before.
    ///   - aheadMin: how many reserved numbers there always have to be.
    init(after last: Int64, aheadMin: Int64) {
        self.last = Atomic(last)
        self.reservedTo = Atomic(last)
        self.aheadMin = aheadMin
    }

    /// The next number; nil when the block is used up, or after `stop`.
    func next() -> LeaseNumber? {
        var last = self.last.load(ordering: .relaxed)
        while last < reservedTo.load(ordering: .acquiring) {
            let number = last + 1
            let (exchanged, original) = self.last.weakCompareExchange(
                expected: last,
                desired: number,
                ordering: .relaxed
            )
            if exchanged { return LeaseNumber(number) }
            last = original
        }
        return nil
    }

    /// Whether more have to be reserved now.
    var isShort: Bool {
        let left = reservedTo.load(ordering: .relaxed) - last.load(ordering: .relaxed)
        return (0..<aheadMin).contains(left)
    }

    /// Up to where to reserve.
    var blockEnd: Int64 {
        last.load(ordering: .relaxed) + aheadMin + Self.blockLength
    }

    /// Numbers up to and including `end` are in the database, and can be given.
    func reserved(to end: Int64) {
        reservedTo.store(end, ordering: .releasing)
    }

    /// Gives no more numbers, and returns the last one given.
    func stop() -> Int64 {
        last.exchange(.max, ordering: .acquiringAndReleasing)
    }
}
