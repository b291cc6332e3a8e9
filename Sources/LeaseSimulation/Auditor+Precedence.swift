// Who may take the lease from its holder, as the auditor sees it: a higher priority after its
// grace, and the same user's new session from one that no longer answers.

import LeaseCore

// MARK: A higher priority

extension Auditor {
    /// Somebody in line counts for more than the holder, as far as `preempt` cares.
    private func contender(for session: SessionID) -> SessionID? {
        guard policy.preemption != .never, let candidate, let holder = stay(of: session),
            let first = stay(of: candidate), first.claim.priority > holder.claim.priority
        else { return nil }
        return candidate
    }

    private func isPreemptible(_ lease: Stay.Lease) -> Bool {
        policy.preemption == .always
            || lease.idleSince + policy.preemptIdleMin <= turn.now
    }

    func graceIsOver(for stay: Stay) -> Bool {
        guard let lease = stay.lease, link == .open, contender(for: stay.session) != nil,
            isPreemptible(lease)
        else { return false }
        return (lease.yieldsAt ?? turn.now + policy.preemptGrace) <= turn.now
    }

    mutating func auditWarning(_ session: SessionID, _ warning: Warning) throws(Violation) {
        switch warning {
        case .limit(let reason, let left, let next):
            try auditLimitWarning(session, reason, left: left, next: next)
        case .preemption(let left, let next):
            let lease = stay(of: session)?.lease
            let yieldsAt = lease?.yieldsAt ?? turn.now + policy.preemptGrace
            try require(
                holder == session && link == .open && lease?.yieldsTo != next
                    && lease.map(isPreemptible) == true && contender(for: session) == next
                    && turn.now + left == yieldsAt,
                .preemption,
                "\(session.text) was told to give way to \(next.text) in \(left)"
            )
            change(session) {
                $0.lease?.yieldsAt = yieldsAt
                $0.lease?.yieldsTo = next
            }
        case .preemptionLifted:
            let lease = stay(of: session)?.lease
            try require(
                holder == session && lease?.yieldsAt != nil,
                .preemption,
                "\(session.text) was told that it may stay, and never that it may not"
            )
            change(session) {
                $0.lease?.yieldsAt = nil
                $0.lease?.yieldsTo = nil
            }
        }
    }

    func auditYielding(_ holder: SessionID, _ lease: Stay.Lease) throws(Violation) {
        let hasToYield = contender(for: holder) != nil && isPreemptible(lease)
        try require(
            hasToYield == (lease.yieldsAt != nil)
                && (!hasToYield || lease.yieldsTo == contender(for: holder)),
            .preemption,
            "\(holder.text) \(hasToYield ? "is not told to give way" : "gives way to nobody")"
        )
        try require(
            lease.yieldsAt.map { $0 > turn.now } ?? true,
            .preemption,
            "\(holder.text) is still here after its grace"
        )
    }

    func auditPrecedenceDeadlines(
        of holder: SessionID,
        _ lease: Stay.Lease,
        _ deadline: Instant?
    ) throws(Violation) {
        guard link == .open, contender(for: holder) != nil else { return }
        try requireDeadline(
            deadline,
            by: lease.yieldsAt ?? lease.idleSince + policy.preemptIdleMin,
            .preemption,
            "\(holder.text) does not give way"
        )
    }
}

// MARK: The same user again

extension Auditor {
    private func isOwnAndSilent(_ holder: SessionID, _ claim: Claim) -> Bool {
        guard policy.reclaims, link == .open, let stay = stay(of: holder), let user = claim.user
        else { return false }
        let isProof = claim.isProved || !stay.claim.isProved
        return stay.lease?.isUnheard == true && stay.claim.user == user && isProof
            && !stay.isHalfClosed
    }

    /// An arrival takes its own user's silent session over, if it is let in at all.
    mutating func noteClaim(of session: SessionID, _ claim: Claim) {
        guard let holder, isOwnAndSilent(holder, claim), !isDrained, !isSuspended, !isStopping
        else { return }
        turn.causes[holder] = .superseded
        turn.successor = session
    }

    /// So does the first in line of that user, once the holder is silent.
    mutating func noteSilence() {
        guard let holder else { return }
        let own = line.first { !$0.isSilent && isOwnAndSilent(holder, $0.claim) }
        guard let own else { return }
        turn.causes[holder] = .superseded
        turn.successor = own.session
    }
}
