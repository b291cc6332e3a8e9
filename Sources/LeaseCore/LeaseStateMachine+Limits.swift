// How long a holder may stay: `idle_max` and `hold_max`, and the warnings before either. With
// `contended` the clocks run only while somebody is there to take the lease; a holder whose link
// is still being opened has `device_ready` instead.

extension LeaseStateMachine {
    /// What the clock has in store for a holder.
    private struct Limit {
        var reason: EndReason
        var endsAt: Instant
        /// The whole length, of which a warning has to be a part.
        var length: Duration
    }

    /// Whichever limit comes first; nil while none counts.
    private func limit(of tenancy: Tenancy) -> Limit? {
        let countsFrom: Instant? =
            switch policy.limits {
            case .contended: tenancy.contendedSince
            case .always: tenancy.grantedAt
            }
        guard let countsFrom else { return nil }
        let idle = Limit(
            reason: .idleTimeout,
            endsAt: max(tenancy.lastInputAt, countsFrom) + policy.idleMax,
            length: policy.idleMax
        )
        let hold = Limit(
            reason: .holdLimit,
            endsAt: max(tenancy.grantedAt, countsFrom) + policy.holdMax,
            length: policy.holdMax
        )
        return hold.endsAt < idle.endsAt ? hold : idle
    }

    /// Which of the policy's warnings have not been given for this end.
    private func warningsLeft(_ limit: Limit, of tenancy: Tenancy) -> [Duration] {
        let told = tenancy.warned.flatMap { $0.endsAt == limit.endsAt ? $0.left : nil }
        return policy.warnings.filter { warning in
            warning < limit.length && told.map { warning < $0 } ?? true
        }
    }

    func nextLimitDeadline(of tenancy: Tenancy) -> Instant? {
        guard let limit = limit(of: tenancy) else { return nil }
        let first = warningsLeft(limit, of: tenancy).max()
        return first.map { limit.endsAt - $0 } ?? limit.endsAt
    }

    mutating func keepLimits(at now: Instant, _ actions: inout [LeaseAction]) {
        noteContention(at: now)
        guard case .held(var tenancy) = state, let limit = limit(of: tenancy) else { return }
        guard limit.endsAt > now else {
            endHolder(limit.reason, at: now, &actions)
            return
        }
        let due = warningsLeft(limit, of: tenancy).filter { limit.endsAt - $0 <= now }.min()
        guard let due else { return }
        tenancy.warned = .init(endsAt: limit.endsAt, left: due)
        state = .held(tenancy)
        let next = line.candidate?.waiter.session
        let left = limit.endsAt - now
        actions.append(.warn(tenancy.session, .limit(limit.reason, left: left, next: next)))
    }

    private mutating func noteContention(at now: Instant) {
        guard var tenancy else { return }
        let since = !line.hasCandidate ? nil : tenancy.contendedSince ?? now
        guard since != tenancy.contendedSince else { return }
        tenancy.contendedSince = since
        keep(tenancy)
    }

    mutating func holderTyped(_ session: SessionID, at instant: Instant) {
        guard var tenancy, tenancy.session == session else {
            preconditionFailure("only a holder's input counts")
        }
        tenancy.lastInputAt = max(tenancy.lastInputAt, instant)
        keep(tenancy)
    }

    /// The same holder, in the same state.
    mutating func keep(_ tenancy: Tenancy) {
        switch state {
        case .connecting(_, let trial): state = .connecting(tenancy, trial)
        case .held: state = .held(tenancy)
        default: preconditionFailure("nobody holds")
        }
    }
}
