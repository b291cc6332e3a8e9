// The end of one session, as the machine decided it: everything about the end that follows from
// the rules. What only the sockets know (bytes, errno, addresses) the gateway adds to the record.

/// Why, when in its stay, and after how long a session ended.
public struct Ending: Hashable, Sendable {
    public var session: SessionID
    public var reason: EndReason
    public var phase: SessionPhase
    public var role: SessionRole
    /// From the arrival to the grant, or to the end if there was none.
    public var waited: Duration
    /// From the grant to the end, connecting included. The two sum to the stay.
    public var held: Duration

    public init(
        session: SessionID,
        reason: EndReason,
        phase: SessionPhase,
        role: SessionRole,
        waited: Duration,
        held: Duration
    ) {
        self.session = session
        self.reason = reason
        self.phase = phase
        self.role = role
        self.waited = waited
        self.held = held
    }
}
