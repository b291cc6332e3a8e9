// One session's hold on the lease, from its grant: how long, whether anybody is known to be there,
// and how far its bytes may pass. What ends it is decided in `LeaseStateMachine`.

/// The holder's lease, as the machine keeps it.
struct Tenancy: Hashable, Sendable {
    /// Whether the client's TCP has shown that somebody is there.
    enum Answer: Hashable, Sendable {
        /// It waited for the lease, and has not acknowledged the grant's notice.
        case awaited(until: Instant)
        /// It has, or it never waited and is alive by its handshake.
        case given
    }

    enum Client: Hashable, Sendable {
        case here
        /// Its FIN was read; it lingers for the device's answer until anybody else is there to take
        /// the lease.
        case halfClosed
    }

    /// How far bytes may pass. Only ever opens.
    enum Gate: Hashable, Sendable {
        case shut, output, both
    }

    var session: SessionID
    var claim = Claim.anybody
    var arrivedAt: Instant
    var grantedAt: Instant
    var isRecorded = false
    var answer: Answer
    var client: Client
    var gate: Gate = .shut
    /// When it last sent something, as far as that was reported; its grant, if it never did.
    var lastInputAt: Instant
    /// Since when somebody waits who could take the lease.
    var contendedSince: Instant?
    /// What it was last told of the end of its time.
    var warned: Warned?
    /// When it gives way to a higher priority.
    var yielding: Yielding?
    /// Its connection has stopped answering, and is not given up yet.
    var isUnheard = false

    struct Yielding: Hashable, Sendable {
        var at: Instant
        /// Who it has been told about.
        var to: SessionID
    }

    struct Warned: Hashable, Sendable {
        var endsAt: Instant
        /// Which of the policy's warnings it was.
        var left: Duration
    }

    init(_ waiter: LeaseLine.Waiter, grantedAt: Instant, answer: Answer, client: Client) {
        session = waiter.session
        claim = waiter.claim
        arrivedAt = waiter.arrivedAt
        self.grantedAt = grantedAt
        self.answer = answer
        self.client = client
        lastInputAt = grantedAt
    }

    /// The session as a waiter again, because it did not answer.
    var passedOver: LeaseLine.Waiter {
        .init(session: session, claim: claim, arrivedAt: arrivedAt, presence: .silent)
    }

    func ending(_ reason: EndReason, _ phase: SessionPhase, at now: Instant) -> Ending {
        Ending(
            session: session,
            reason: reason,
            phase: phase,
            role: .holder,
            waited: grantedAt - arrivedAt,
            held: now - grantedAt
        )
    }
}
