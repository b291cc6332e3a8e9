// What time alone brings about: the next try of a link, the end of `device_ready` and of
// `queue_timeout`, an heir that did not answer, and what holders and waiters are due to be told.
// The clock itself is the outside's: it calls `handle(.deadlinePassed)` at `nextDeadline` or later.

extension LeaseStateMachine {
    /// The earliest time at which `deadlinePassed` would change anything; nil: no time would.
    public var nextDeadline: Instant? {
        var earliest = placesDue
        func consider(_ instant: Instant) {
            earliest = earliest.map { min($0, instant) } ?? instant
        }
        switch state {
        case .connecting(_, let trial):
            if case .pausing(let until) = trial.attempt { consider(until) }
            consider(trial.readyBy)
            consider(trial.tellAt)
        case .down(let trial):
            if case .pausing(let until) = trial.attempt { consider(until) }
        case .free, .ready, .orphaned, .held, .releasing, .stoppingConnect, .stoppingLink, .stopped:
            break
        }
        if let tenancy, case .awaited(let until) = tenancy.answer, isWaitedFor { consider(until) }
        if let earliest = line.earliest { consider(earliest.arrivedAt + policy.queueTimeout) }
        if case .held(let tenancy) = state {
            if let instant = nextLimitDeadline(of: tenancy) { consider(instant) }
            if let instant = nextPrecedenceDeadline(of: tenancy) { consider(instant) }
        }
        return earliest
    }

    mutating func deadlinePassed(at now: Instant, _ actions: inout [LeaseAction]) {
        switch state {
        case .connecting(let tenancy, let trial):
            connectingDeadline(tenancy, trial, at: now, &actions)
        case .down(var trial):
            guard case .pausing(let until) = trial.attempt, until <= now else { return }
            trial.attempt = .resting
            state = .down(trial)
        case .free, .ready, .orphaned, .held, .releasing, .stoppingConnect, .stoppingLink, .stopped:
            break
        }
    }

    private mutating func connectingDeadline(
        _ tenancy: Tenancy,
        _ trial: LinkTrial,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        var trial = trial
        switch trial.attempt {
        case .underWay where trial.readyBy <= now:
            goDown(tenancy, trial, attempt: .underWay, at: now, &actions)
        case .pausing where trial.readyBy <= now:
            let pause = LinkTrial.Attempt.pausing(until: now + policy.retryPauseMax)
            goDown(tenancy, trial, attempt: pause, at: now, &actions)
        case .pausing(let until) where until <= now:
            trial.tryAgain(at: now)
            state = .connecting(tenancy, trial)
            actions.append(.openLink)
        case .underWay, .pausing, .resting:
            break
        }
    }

    /// Tells a holder that still has no link how long it is tried yet: a first time, and then
    /// whenever another whole number of pauses since its grant is over. One whose time is over, or
    /// that has been passed over, hears that instead.
    mutating func tellTrialIfDue(at now: Instant, _ actions: inout [LeaseAction]) {
        guard case .connecting(let tenancy, var trial) = state, trial.tellAt <= now,
            now < trial.readyBy
        else { return }
        actions.append(.tellTrial(tenancy.session, trial.lastFailure, left: trial.readyBy - now))
        let pause = policy.trialPause
        let pauses = (now - tenancy.grantedAt).wholeNanoseconds / pause.wholeNanoseconds
        trial.tellAt = tenancy.grantedAt + pause * (pauses + 1)
        state = .connecting(tenancy, trial)
    }

    /// The time may be over for an heir that was passed over in this very turn.
    mutating func endOverdueWaiters(at now: Instant, _ actions: inout [LeaseAction]) {
        while let earliest = line.earliest, earliest.arrivedAt + policy.queueTimeout <= now {
            endSession(earliest.session, .queueTimeout, at: now, &actions)
        }
    }

    /// Whether anybody could take the lease, here or in a sibling's line.
    private var isWaitedFor: Bool { line.hasCandidate || isWantedElsewhere }

    /// A device that is down is tried as soon as somebody waits, or for nobody where its link
    /// stands, and the last pause is over.
    mutating func wakeIfResting(at now: Instant, _ actions: inout [LeaseAction]) {
        guard case .down(var trial) = state, trial.attempt == .resting, isWaitedFor || linkStands
        else { return }
        trial.tryAgain(at: now)
        state = .down(trial)
        actions.append(.openLink)
    }

    /// Tells changed places: those of the first few at once, the others' at most every
    /// `placesPause`, so that a long line costs little at each hand-over.
    mutating func tellPlaces(at now: Instant, _ actions: inout [LeaseAction]) {
        guard policy.tellsPlaces else { return }
        let allDue = placesDue.map { $0 <= now } ?? false
        for index in line.waiters.indices.prefix(allDue ? line.count : policy.promptPlacesMax) {
            let place = place(at: index)
            guard place.position != line.waiters[index].positionTold else { continue }
            line.setPositionTold(place.position, at: index)
            actions.append(.tell(line.waiters[index].session, place))
        }
        let someAreOwed = line.waiters.indices.dropFirst(policy.promptPlacesMax).contains {
            line.waiters[$0].positionTold != place(at: $0).position
        }
        placesDue = someAreOwed ? placesDue ?? now + policy.placesPause : nil
    }
}
