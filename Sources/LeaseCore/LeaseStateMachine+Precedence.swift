// Who takes the lease from its holder: a higher priority, after a grace, where `preempt` says so;
// and the same user's new session, where the old one no longer answers (`reclaim`). Who comes first
// among those in line is `LeaseLine`'s.

// MARK: A higher priority

extension LeaseStateMachine {
    /// Who would take the lease from `tenancy` now, or once it has been idle for long enough.
    private func contender(for tenancy: Tenancy) -> SessionID? {
        guard policy.preemption != .never, let waiter = line.candidate?.waiter,
            waiter.claim.priority > tenancy.claim.priority
        else { return nil }
        return waiter.session
    }

    /// From when on a contender may take the lease; its grace comes on top.
    private func isPreemptibleFrom(_ tenancy: Tenancy) -> Instant {
        switch policy.preemption {
        case .idle: tenancy.lastInputAt + policy.preemptIdleMin
        case .always, .never: tenancy.grantedAt
        }
    }

    func nextPrecedenceDeadline(of tenancy: Tenancy) -> Instant? {
        guard contender(for: tenancy) != nil else { return nil }
        return tenancy.yielding?.at ?? isPreemptibleFrom(tenancy)
    }

    mutating func keepPrecedence(at now: Instant, _ actions: inout [LeaseAction]) {
        guard case .held(var tenancy) = state else { return }
        guard let next = contender(for: tenancy), isPreemptibleFrom(tenancy) <= now else {
            guard tenancy.yielding != nil else { return }
            tenancy.yielding = nil
            state = .held(tenancy)
            actions.append(.warn(tenancy.session, .preemptionLifted))
            return
        }
        let yieldsAt = tenancy.yielding?.at ?? now + policy.preemptGrace
        guard yieldsAt > now else {
            endHolder(.preempted, at: now, &actions)
            return
        }
        guard tenancy.yielding?.to != next else { return }
        tenancy.yielding = .init(at: yieldsAt, to: next)
        state = .held(tenancy)
        let warning = Warning.preemption(left: yieldsAt - now, next: next)
        actions.append(.warn(tenancy.session, warning))
    }
}

// MARK: The same user again

extension LeaseStateMachine {
    /// Whether the holder is that very user's, and its connection no longer answers.
    func takesOver(_ claim: Claim) -> Bool {
        guard policy.reclaims, case .held(let tenancy) = state, tenancy.isUnheard
        else { return false }
        return claim.isOwn(tenancy.claim)
    }

    /// The holder's place is its own user's, whoever else waits.
    mutating func supersede(
        by waiter: LeaseLine.Waiter,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        guard case .held(let tenancy) = state else {
            preconditionFailure("only a holder is superseded")
        }
        actions.append(.end(tenancy.ending(.superseded, .holding, at: now)))
        leaveLink(to: NextHolder(waiter: waiter), at: now, &actions)
    }

    mutating func holderFellSilent(
        _ session: SessionID,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        note(isUnheard: true, of: session)
        let own = line.waiters.firstIndex { $0.presence == .here && takesOver($0.claim) }
        guard let own else { return }
        supersede(by: line.remove(at: own), at: now, &actions)
    }

    mutating func holderHeard(_ session: SessionID) {
        note(isUnheard: false, of: session)
    }

    private mutating func note(isUnheard: Bool, of session: SessionID) {
        guard var tenancy, tenancy.session == session else {
            preconditionFailure("only a holder is listened to")
        }
        tenancy.isUnheard = isUnheard
        keep(tenancy)
    }
}
