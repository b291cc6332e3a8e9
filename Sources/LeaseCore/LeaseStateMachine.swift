// Who has a device, who waits, who is let in, and why a session ended: one value, one device, one
// door. No clock, no socket, no callback: `handle` takes what happened and when, and returns what
// is to be done; `nextDeadline` is the only time that the outside has to keep. Sessions are in
// `+Sessions`, the link in `+Link`, how long a holder may stay in `+Limits` and `+Precedence`, the
// operator's part in `+Service`, siblings in a pool in `+Pools`, clocks in `+Deadlines`, what the
// outside may ask in `+Views`.
// What is impossible stops the process, in release builds too: a lease given twice is worse.

/// The life of one device's lease.
public struct LeaseStateMachine: Hashable, Sendable {
    /// Where the lease is. Whoever waits is in `line`, whatever the state.
    enum State: Hashable, Sendable {
        /// Nobody has the lease, the link is closed, and nobody who answers waits.
        /// Can transition to: connecting, orphaned (a standing link), stopped.
        case free
        /// Nobody has the lease, and nobody who answers waits; a kept link is open.
        /// Can transition to: held, free, down, releasing, stoppingLink.
        case ready
        /// A session has the lease; its link is being opened, one attempt at a time.
        /// Can transition to: held, connecting (the next one), orphaned, free, down,
        /// stoppingConnect, stopped.
        case connecting(Tenancy, LinkTrial)
        /// A link is being opened, and nobody who answers waits: the session that wanted it has
        /// left, and a started connect is not abandoned; or it is one that stands. Can transition
        /// to: connecting, releasing, ready, free, down, stoppingConnect.
        case orphaned(LinkTrial)
        /// A session has the lease and an open link.
        /// Can transition to: held (passed over), releasing, connecting, free, down, stoppingLink.
        case held(Tenancy)
        /// Nobody has the lease until the old link is gone, or the line of a persistent one is
        /// clean. Nobody is next only while nobody who answers waits. Can transition to: releasing
        /// (another is next), connecting, held, ready, free, stoppingLink.
        case releasing(NextHolder?, LinkExit)
        /// The device could not be reached for `device_ready`, or a standing link not opened for
        /// nobody. Tried while somebody waits; a standing link always, while in service.
        /// Can transition to: held, releasing, ready, stoppingConnect, stopped.
        case down(LinkTrial)
        /// Everybody has left, a connect is still under way.
        /// Can transition to: stoppingLink, stopped.
        case stoppingConnect
        /// Everybody has left, the link is on its way out. Can transition to: stopped.
        case stoppingLink
        /// The end: no session, no link, no way back.
        case stopped
    }

    /// How the last holder's link stops being its own.
    enum LinkExit: Hashable, Sendable {
        /// It is closed.
        case closing
        /// It is kept, and cleared of what that holder left on it.
        case clearing
    }

    /// Whether anybody new is let in.
    enum Admission: Hashable, Sendable {
        case open
        /// The history cannot take any more rows.
        case suspended
    }

    /// Whether the device is there for anybody new.
    enum Service: Hashable, Sendable {
        case inService
        /// An operator wants it back: the holder may stay, nobody else is let in.
        case drained
    }

    public internal(set) var policy: LeasePolicy
    var state = State.free
    var line = LeaseLine()
    var admission = Admission.open
    var service = Service.inService
    /// What is known of how long the device needs after a release, and when the last one was; nil:
    /// since the last link was lost, or kept.
    var recovery = SlotRecovery.unknown
    var releasedAt: Instant?
    /// When waiters behind the first few may be told their places again.
    var placesDue: Instant?
    /// Whether somebody in the line of a sibling, another device of a pool, could take this one.
    public internal(set) var isWantedElsewhere = false

    public init(policy: LeasePolicy) {
        self.policy = policy
    }

    /// The one door: takes what happened at `now` and returns what is to be done, in order.
    /// Times never run backwards between two calls.
    public mutating func handle(_ event: LeaseEvent, at now: Instant) -> [LeaseAction] {
        var actions: [LeaseAction] = []
        take(event, at: now, &actions)
        passOverIfOverdue(at: now, &actions)
        endOverdueWaiters(at: now, &actions)
        keepLimits(at: now, &actions)
        keepPrecedence(at: now, &actions)
        openGates(&actions)
        settleLink(at: now, &actions)
        wakeIfResting(at: now, &actions)
        tellTrialIfDue(at: now, &actions)
        tellPlaces(at: now, &actions)
        return actions
    }

    /// What the event itself comes to, before anything that follows from the time and the state.
    mutating func take(
        _ event: LeaseEvent,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        switch event {
        case .sessionArrived(let session, let claim): arrive(session, claim, at: now, &actions)
        case .clientFinished(let session, let answerDue):
            clientFinished(session, answerDue: answerDue, at: now, &actions)
        case .answerOver(let session): answerOver(session, at: now, &actions)
        case .sessionEnded(let session, let reason):
            endSession(session, reason, at: now, &actions)
        case .grantRecorded(let session): grantRecorded(session)
        case .heirAnswered(let session): heirAnswered(session, at: now, &actions)
        case .linkOpened: linkOpened(at: now, &actions)
        case .linkFailed(let failure): linkFailed(failure, at: now, &actions)
        case .linkLost(let reason): linkLost(reason, at: now, &actions)
        case .linkReleased: linkReleased(at: now, &actions)
        case .lineCleared: lineCleared(at: now, &actions)
        case .holderTyped(let session, let instant): holderTyped(session, at: instant)
        case .holderFellSilent(let session): holderFellSilent(session, at: now, &actions)
        case .holderHeard(let session): holderHeard(session)
        case .admissionSuspended: admission = .suspended
        case .admissionResumed: admission = .open
        case .drainRequested: drain(at: now, &actions)
        case .resumeRequested: service = .inService
        case .deviceMoved: deviceMoved(at: now, &actions)
        case .policyChanged(let policy): self.policy = policy
        case .sessionMoved(let visitor, before: let event):
            move(visitor, before: event, at: now, &actions)
        case .sessionWithdrawn(let session): withdraw(session)
        case .wantedElsewhere(let isWanted): isWantedElsewhere = isWanted
        case .deadlinePassed: deadlinePassed(at: now, &actions)
        case .shutdownRequested: shutDown(at: now, &actions)
        }
    }
}
