// What is still to be played, taken from by several labs at once. What is played how often, and
// how many labs there are, is in Measurement.

import Synchronization

/// Scenarios with contestants, in order.
final class Backlog: Sendable {
    private let left: Mutex<[(Scenario, any Contestant)]>

    init(_ pairs: [(Scenario, any Contestant)]) {
        left = Mutex(pairs.reversed())
    }

    /// The next one; nil when all are taken.
    func next() -> (Scenario, any Contestant)? { left.withLock { $0.popLast() } }
}
