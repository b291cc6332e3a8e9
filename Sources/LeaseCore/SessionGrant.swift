// The fact that a session has the lease. No byte passes in either direction before it is written
// down, or known not to be.

/// The lease given to a session.
public struct SessionGrant: Sendable, Hashable {
    public var session: SessionID
    public var lease: LeaseNumber
    public var grantedAt: Int64
    /// From the arrival to this grant.
    public var waitedMilliseconds: Int64

    public init(
        session: SessionID,
        lease: LeaseNumber,
        grantedAt: Int64,
        waitedMilliseconds: Int64
    ) {
        self.session = session
        self.lease = lease
        self.grantedAt = grantedAt
        self.waitedMilliseconds = waitedMilliseconds
    }
}
