// What the link's fate means for the lease: opened, refused, lost, released. How a link is closed
// politely is the link's own affair.

extension LeaseStateMachine {
    mutating func linkOpened(at now: Instant, _ actions: inout [LeaseAction]) {
        switch state {
        case .connecting(var tenancy, let trial):
            precondition(trial.attempt == .underWay)
            recovery = trial.recoveryShown(under: policy) ?? recovery
            // Nobody is idle who could not reach the device.
            tenancy.lastInputAt = now
            state = .held(tenancy)
        case .down(let trial):
            precondition(trial.attempt == .underWay)
            if line.hasCandidate {
                state = .held(grantCandidate(at: now, &actions))
            } else {
                keepOrRelease(at: now, &actions)
            }
        case .orphaned: keepOrRelease(at: now, &actions)
        case .stoppingConnect:
            actions.append(.releaseLink)
            state = .stoppingLink
        case .free, .ready, .held, .releasing, .stoppingLink, .stopped:
            preconditionFailure("a link opened that nobody asked for")
        }
    }

    /// A link that opened for nobody.
    private mutating func keepOrRelease(at now: Instant, _ actions: inout [LeaseAction]) {
        switch policy.linkLife {
        case .perLease:
            release(for: nil, at: now, &actions)
        case .persistent, .standing: state = .ready
        }
    }

    mutating func linkFailed(
        _ failure: LinkFailure,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        switch state {
        case .connecting(let tenancy, var trial):
            precondition(trial.attempt == .underWay)
            trial.pause(failure, at: now, under: policy)
            if trial.readyBy <= now {
                let pause = LinkTrial.Attempt.pausing(until: now + policy.retryPauseMax)
                goDown(tenancy, trial, attempt: pause, at: now, &actions)
                return
            }
            state = .connecting(tenancy, trial)
        case .down(var trial):
            precondition(trial.attempt == .underWay)
            trial.lastFailure = failure
            trial.attempt = .pausing(until: now + policy.retryPauseMax)
            state = .down(trial)
        case .orphaned(var trial) where linkStands:
            trial.lastFailure = failure
            trial.attempt = .pausing(until: now + policy.retryPauseMax)
            state = .down(trial)
        case .orphaned: state = .free
        case .stoppingConnect: state = .stopped
        case .free, .ready, .held, .releasing, .stoppingLink, .stopped:
            preconditionFailure("a link failed that nobody asked for")
        }
    }

    /// An open link is gone by itself: its holder ends with the device's reason, and the next one
    /// gets another link.
    mutating func linkLost(
        _ reason: EndReason,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        precondition(reason.side == .device)
        switch state {
        case .held(let tenancy):
            actions.append(.end(tenancy.ending(reason, .holding, at: now)))
            loseLink(at: now)
            openForCandidate(at: now, &actions)
        case .ready: loseLink(at: now)
        default: preconditionFailure("only an open link can be lost; others are released")
        }
    }

    /// What was lost a moment ago is mostly not there at once: a standing link is not opened again
    /// for nobody before a pause.
    private mutating func loseLink(at now: Instant) {
        releasedAt = nil
        let isForNobody = linkStands && !line.hasCandidate
        state = isForNobody ? .down(.afterLoss(at: now, under: policy)) : .free
    }

    mutating func linkReleased(at now: Instant, _ actions: inout [LeaseAction]) {
        switch state {
        case .releasing(let next?, _):
            let tenancy = grant(next, at: now, &actions)
            state = .connecting(tenancy, trialBegun(at: now))
            actions.append(.openLink)
        case .releasing(nil, _): state = .free
        case .stoppingLink: state = .stopped
        case .free, .ready, .connecting, .orphaned, .held, .down, .stoppingConnect, .stopped:
            preconditionFailure("a link was released that was not on its way out")
        }
    }

    mutating func lineCleared(at now: Instant, _ actions: inout [LeaseAction]) {
        guard case .releasing(let next, .clearing) = state else {
            preconditionFailure("a line was cleared that nobody asked to be")
        }
        if let next {
            state = .held(grant(next, at: now, &actions))
        } else {
            state = .ready
        }
    }

    /// The last holder's link is left.
    mutating func release(
        for next: NextHolder?,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        actions.append(.releaseLink)
        releasedAt = now
        state = .releasing(next, .closing)
    }

    /// The first attempt of a trial. Soon after a release the device may not be ready yet.
    func trialBegun(at now: Instant) -> LinkTrial {
        let recent = releasedAt.flatMap { now - $0 < policy.recoveryMax ? $0 : nil }
        let release = recent.map { LinkTrial.Release(at: $0, shown: recovery) }
        return .begun(at: now, under: policy, behind: release)
    }

    /// From free: the first who can take the lease gets it, and a new link.
    mutating func openForCandidate(at now: Instant, _ actions: inout [LeaseAction]) {
        guard line.hasCandidate else { return }
        let tenancy = grantCandidate(at: now, &actions)
        state = .connecting(tenancy, trialBegun(at: now))
        actions.append(.openLink)
    }

    /// The holder's time to reach the device is over. Waiters stay; `attempt` goes on for them.
    mutating func goDown(
        _ tenancy: Tenancy,
        _ trial: LinkTrial,
        attempt: LinkTrial.Attempt,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        let failure = attempt == .underWay ? .unreachable : trial.lastFailure
        actions.append(.end(tenancy.ending(failure.reason, .connecting, at: now)))
        var trial = trial
        trial.attempt = attempt
        state = .down(trial)
        actions.append(.announceDown)
    }
}
