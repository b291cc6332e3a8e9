// The facts about a session that the record is made of, in the order in which they happen. Times
// are wall-clock milliseconds since the epoch: the arrival's is read from the clock, and every
// later one is the arrival's plus a monotonic length, so that an end never precedes its arrival.

/// Something to be written down about one session.
public enum SessionFact: Sendable, Hashable {
    /// A row begins.
    case arrived(SessionArrival)
    /// The grant did not stand: the heir did not answer, and waits again.
    case passedOver(SessionID, at: Int64)
    /// A row is complete.
    case ended(SessionEnd)
    /// Something worth telling happened within the session.
    case noted(SessionNote)
}

/// How a row begins.
public struct SessionArrival: Sendable, Hashable {
    public var session: SessionID
    public var device: String
    public var user: String?
    /// `ip:port`, `[v6]:port`.
    public var address: String
    /// `raw`, `telnet`, `raw+tls`, `telnet+tls` or `attach`.
    public var via: String
    public var arrivedAt: Int64
    /// The place on arrival; 0: not in line.
    public var queuePosition: Int

    public init(
        session: SessionID,
        device: String,
        user: String?,
        address: String,
        via: String,
        arrivedAt: Int64,
        queuePosition: Int
    ) {
        self.session = session
        self.device = device
        self.user = user
        self.address = address
        self.via = via
        self.arrivedAt = arrivedAt
        self.queuePosition = queuePosition
    }
}

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

/// How a row ends.
public struct SessionEnd: Sendable, Hashable {
    public var session: SessionID
    public var role: SessionRole
    public var endedAt: Int64
    public var waitedMilliseconds: Int64
    public var heldMilliseconds: Int64
    /// Of the hold, beyond the first 60 s of each silence.
    public var idleMilliseconds: Int64
    public var reason: EndReason
    public var phase: SessionPhase
    public var detail: String?
    public var actor: String?
    public var bytesToDevice: Int64
    public var bytesFromDevice: Int64

    public init(
        session: SessionID,
        role: SessionRole,
        endedAt: Int64,
        waitedMilliseconds: Int64,
        heldMilliseconds: Int64,
        idleMilliseconds: Int64,
        reason: EndReason,
        phase: SessionPhase,
        detail: String?,
        actor: String?,
        bytesToDevice: Int64,
        bytesFromDevice: Int64
    ) {
        self.session = session
        self.role = role
        self.endedAt = endedAt
        self.waitedMilliseconds = waitedMilliseconds
        self.heldMilliseconds = heldMilliseconds
        self.idleMilliseconds = idleMilliseconds
        self.reason = reason
        self.phase = phase
        self.detail = detail
        self.actor = actor
        self.bytesToDevice = bytesToDevice
        self.bytesFromDevice = bytesFromDevice
    }
}

/// Something within a session, for `session_events`.
public struct SessionNote: Sendable, Hashable {
    public var session: SessionID
    public var at: Int64
    /// A word of the gateway's: `link_opened`, `link_refused`, …
    public var kind: String
    public var detail: String?

    public init(session: SessionID, at: Int64, kind: String, detail: String?) {
        self.session = session
        self.at = at
        self.kind = kind
        self.detail = detail
    }
}
