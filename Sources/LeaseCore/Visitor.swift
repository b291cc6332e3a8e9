// Somebody who waits for any device of a pool and stands in the line of one of them, as another of
// them sees it. Who comes over, and when, is `PoolLine`'s and the driver's; what becomes of it
// there is decided in `LeaseStateMachine+Pools`.

/// A waiter of a sibling's line, with what entitles it to a place in this device's.
public struct Visitor: Hashable, Sendable {
    public var session: SessionID
    /// What it claims at this device, whose priorities are its own.
    public var claim: Claim
    /// When it came to the pool: its ticket. The devices of a pool share one clock, and one loop
    /// that takes arrivals one at a time, so that no two tickets are the same.
    public var arrivedAt: Instant

    public init(session: SessionID, claim: Claim = .anybody, arrivedAt: Instant) {
        self.session = session
        self.claim = claim
        self.arrivedAt = arrivedAt
    }
}
