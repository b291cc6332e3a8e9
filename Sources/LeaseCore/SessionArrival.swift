// The first fact about a session: who came, from where, for what, and when. It begins the row
// that `SessionEnd` completes. One that is asked who it is has it told again, once that is known.

/// How a row begins.
public struct SessionArrival: Sendable, Hashable {
    public var session: SessionID
    public var device: String
    public var user: String?
    /// `ip:port`, `[v6]:port`.
    public var address: String
    /// `raw`, `telnet`, `raw+tls`, `telnet+tls` or `attach`.
    public var via: String
    /// The furthest it has come so far: refused, for one who is not in yet.
    public var role: SessionRole
    public var arrivedAt: Int64
    /// The place on arrival; 0: not in line.
    public var queuePosition: Int
    /// What else is known of the client, by name: `pool`, where it came to one.
    public var clientContext: [String: String]

    public init(
        session: SessionID,
        device: String,
        user: String?,
        address: String,
        via: String,
        role: SessionRole = .waiter,
        arrivedAt: Int64,
        queuePosition: Int,
        clientContext: [String: String] = [:]
    ) {
        self.session = session
        self.device = device
        self.user = user
        self.address = address
        self.via = via
        self.role = role
        self.arrivedAt = arrivedAt
        self.queuePosition = queuePosition
        self.clientContext = clientContext
    }
}
