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
    var arrivedAt: Instant
    var grantedAt: Instant
    var isRecorded = false
    var answer: Answer
    var client: Client
    var gate: Gate = .shut

    /// The session as a waiter again, because it did not answer.
    var passedOver: LeaseLine.Waiter {
        .init(session: session, arrivedAt: arrivedAt, presence: .silent)
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
