// The first fact about a session: who came, from where, for what, and when. It begins the row
// that `SessionEnd` completes.

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
