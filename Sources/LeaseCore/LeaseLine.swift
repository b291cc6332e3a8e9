// The line of one device: who waits, in what order, and who of them is there to take the lease.
// First come, first served; a passed-over heir is put back in front. What a place entitles to is
// decided in `LeaseStateMachine`.

/// The waiters of one device, in order.
struct LeaseLine: Hashable, Sendable {
    /// Whether a waiter could take the lease now.
    enum Presence: Hashable, Sendable {
        /// As far as anybody knows, it is there.
        case here
        /// Its FIN was read while it was next and alone; it lingers for an answer.
        case halfClosed
        /// It was granted the lease and did not answer. Its place is kept until it does.
        case silent
    }

    struct Waiter: Hashable, Sendable {
        var session: SessionID
        var arrivedAt: Instant
        var presence: Presence = .here
        /// The position that it was last told; 0: none.
        var positionTold = 0
    }

    private(set) var waiters: [Waiter] = []

    var isEmpty: Bool { waiters.isEmpty }
    var count: Int { waiters.count }
    var first: Waiter? { waiters.first }

    /// The first who could take the lease, and where it stands.
    var candidate: (index: Int, waiter: Waiter)? {
        guard let index = waiters.firstIndex(where: { $0.presence != .silent }) else { return nil }
        return (index, waiters[index])
    }

    func index(of session: SessionID) -> Int? {
        waiters.firstIndex { $0.session == session }
    }

    mutating func append(_ waiter: Waiter) {
        waiters.append(waiter)
    }

    mutating func putInFront(_ waiter: Waiter) {
        waiters.insert(waiter, at: 0)
    }

    @discardableResult
    mutating func remove(at index: Int) -> Waiter {
        waiters.remove(at: index)
    }

    mutating func removeAll() -> [Waiter] {
        defer { waiters = [] }
        return waiters
    }

    mutating func setPresence(_ presence: Presence, at index: Int) {
        waiters[index].presence = presence
    }

    mutating func setPositionTold(_ position: Int, at index: Int) {
        waiters[index].positionTold = position
    }
}
