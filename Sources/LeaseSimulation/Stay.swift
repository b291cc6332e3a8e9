// One session's stay, as the auditor has seen it from the events and the actions: where it stands,
// since when, and what it was told. The machine's own record of it is nowhere looked at.

import LeaseCore

struct Stay: Hashable, Sendable {
    enum Standing: Hashable, Sendable {
        /// It has arrived in this turn, and nothing has been said about it.
        case arriving
        case inLine
        case next
        case holder(Lease)
    }

    struct Lease: Hashable, Sendable {
        var grantedAt: Instant
        var isRecorded = false
        /// Somebody is known to be there.
        var isAnswered: Bool
        var outputStarted = false
        var inputStarted = false
        /// When it was last told that it has no link yet.
        var trialToldAt: Instant?
        /// When it last typed, or could first have typed: its link had opened.
        var lastTypedAt: Instant?
        /// Since when somebody waits who could take the lease, as of the end of the last turn.
        var contendedSince: Instant?
        /// For which end it was warned, and with how much of its time left at most.
        var warned: Warned?
        /// When it gives way to a higher priority.
        var yieldsAt: Instant?
        /// To whom, as it was told.
        var yieldsTo: SessionID?
        /// Its connection does not answer.
        var isUnheard = false

        struct Warned: Hashable, Sendable {
            var endsAt: Instant
            var left: Duration
        }

        init(grantedAt: Instant, isAnswered: Bool) {
            self.grantedAt = grantedAt
            self.isAnswered = isAnswered
        }

        mutating func typed(at instant: Instant) {
            lastTypedAt = max(instant, lastTypedAt ?? instant)
        }

        /// Since when it has typed nothing.
        var idleSince: Instant { max(grantedAt, lastTypedAt ?? grantedAt) }

        /// When it is to be told that next, as long as it has none.
        func trialToldBy(under policy: LeasePolicy) -> Instant {
            guard let trialToldAt else { return grantedAt + policy.trialSilenceMax }
            let pause = policy.trialPause.wholeNanoseconds
            let told = (trialToldAt - grantedAt).wholeNanoseconds / pause
            return grantedAt + policy.trialPause * (told + 1)
        }
    }

    var session: SessionID
    var claim = Claim.anybody
    var arrivedAt: Instant
    var standing = Standing.arriving
    /// Its FIN was read, and it may linger for an answer.
    var isHalfClosed = false
    /// It was passed over, and has not answered.
    var isSilent = false
    /// How often it was granted the lease.
    var grants = 0
    /// The position that it was last told.
    var positionTold: Int?
    /// When it was last told a new one behind the first few.
    var toldBehindAt: Instant?
    /// Since when it is owed a new place.
    var owedSince: Instant?

    var lease: Lease? {
        get { if case .holder(let lease) = standing { lease } else { nil } }
        set { if let newValue { standing = .holder(newValue) } }
    }
}
