// The last fact about a session: how long it waited and held, and the one reason why it ended. It
// completes the row that `SessionArrival` began.

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
    /// All that is known of the client by then, as in `SessionArrival`: its terminal and the size
    /// of its window, where it has told them. Empty: what the row has stays.
    public var clientContext: [String: String]

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
        bytesFromDevice: Int64,
        clientContext: [String: String] = [:]
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
        self.clientContext = clientContext
    }
}
