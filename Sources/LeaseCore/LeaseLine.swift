// The line of one device: who waits, in what order, and who of them is there to take the lease.
// First come, first served; a passed-over heir is put back where it was. What a place entitles to
// is decided in `LeaseStateMachine`.

/// The waiters of one device, in order.
struct LeaseLine: Hashable, Sendable {
    /// Whether a waiter could take the lease now.
    enum Presence: Hashable, Sendable {
        /// As far as anybody knows, it is there.
        case here
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

    /// Puts a passed-over heir back: in front of whoever came after it, but behind others that
    /// were passed over and came before it.
    mutating func putBack(_ waiter: Waiter) {
        let later = waiters.firstIndex {
            ($0.arrivedAt, $0.session) > (waiter.arrivedAt, waiter.session)
        }
        waiters.insert(waiter, at: later ?? waiters.endIndex)
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
