// The line of one device: who waits, in what order, and who of them is there to take the lease. A
// higher priority comes first, strictly; within one it is first come, first served. A passed-over
// heir gets its old place again. What a place entitles to is decided in `LeaseStateMachine`.

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
        var claim = Claim.anybody
        var arrivedAt: Instant
        var presence: Presence = .here
        /// The position that it was last told; 0: none.
        var positionTold = 0

        func comesBefore(_ other: Waiter) -> Bool {
            guard claim.priority == other.claim.priority else {
                return claim.priority > other.claim.priority
            }
            return (arrivedAt, session) < (other.arrivedAt, other.session)
        }
    }

    private(set) var waiters: [Waiter] = []

    var isEmpty: Bool { waiters.isEmpty }
    var count: Int { waiters.count }

    /// Who has been in line for longest: the first, where all count the same.
    var earliest: Waiter? {
        if waiters.first?.claim.priority == waiters.last?.claim.priority { return waiters.first }
        return waiters.min { ($0.arrivedAt, $0.session) < ($1.arrivedAt, $1.session) }
    }

    /// The first who could take the lease, and where it stands.
    var candidate: (index: Int, waiter: Waiter)? {
        guard let index = waiters.firstIndex(where: { $0.presence != .silent }) else { return nil }
        return (index, waiters[index])
    }

    /// Whether anybody could take the lease.
    var hasCandidate: Bool { waiters.contains { $0.presence != .silent } }

    func index(of session: SessionID) -> Int? {
        waiters.firstIndex { $0.session == session }
    }

    /// Puts somebody where it belongs, new or passed over, and returns where that is.
    @discardableResult
    mutating func insert(_ waiter: Waiter) -> Int {
        let index = waiters.lastIndex { $0.comesBefore(waiter) }.map { $0 + 1 } ?? 0
        waiters.insert(waiter, at: index)
        return index
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
