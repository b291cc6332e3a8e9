// How long a holder may stay, as the auditor counts it: `idle_max` and `hold_max`, from what it has
// seen of the holder's input and of those who wait, and the warnings before either.

import LeaseCore

extension Auditor {
    struct Limit {
        var reason: EndReason
        var endsAt: Instant
        var length: Duration
    }

    /// A grant's contention begins with the turn; afterwards it goes on until nobody waits.
    mutating func noteContention() {
        guard let holder, let lease = stay(of: holder)?.lease else { return }
        let since = contended(lease)
        change(holder) { $0.lease?.contendedSince = since }
    }

    private func contended(_ lease: Stay.Lease) -> Instant? {
        candidate == nil ? nil : lease.contendedSince ?? turn.now
    }

    /// Both limits while they count, the first to come in front.
    private func limits(of lease: Stay.Lease) -> [Limit] {
        let from = policy.limits == .always ? lease.grantedAt : contended(lease)
        guard let from else { return [] }
        let idleEnd = max(lease.idleSince, from) + policy.idleMax
        let holdEnd = max(lease.grantedAt, from) + policy.holdMax
        let idle = Limit(reason: .idleTimeout, endsAt: idleEnd, length: policy.idleMax)
        let hold = Limit(reason: .holdLimit, endsAt: holdEnd, length: policy.holdMax)
        return idleEnd <= holdEnd ? [idle, hold] : [hold, idle]
    }

    func limitIsOver(_ reason: EndReason, for stay: Stay) -> Bool {
        guard let lease = stay.lease, link == .open, let first = limits(of: lease).first else {
            return false
        }
        return first.reason == reason && first.endsAt <= turn.now
    }

    /// The warning that is due now and has not been given: of several the last.
    private func warningDue(_ limit: Limit, _ lease: Stay.Lease) -> Duration? {
        policy.warnings.filter { warning in
            guard warning < limit.length, limit.endsAt - warning <= turn.now else { return false }
            guard let told = lease.warned, told.endsAt == limit.endsAt else { return true }
            return warning < told.left
        }.min()
    }

    mutating func auditLimitWarning(
        _ session: SessionID,
        _ reason: EndReason,
        left: Duration,
        next: SessionID?
    ) throws(Violation) {
        guard holder == session, link == .open, let lease = stay(of: session)?.lease,
            let limit = limits(of: lease).first
        else { throw Violation(rule: .warned, detail: "\(session.text) has no time that ends") }
        guard let due = warningDue(limit, lease) else {
            throw Violation(rule: .warned, detail: "\(session.text) was warned too early, or twice")
        }
        try require(
            reason == limit.reason && turn.now + left == limit.endsAt && next == candidate,
            .warned,
            "\(session.text) was told \(reason.rawValue) in \(left), then \(next.text)"
        )
        change(session) { $0.lease?.warned = .init(endsAt: limit.endsAt, left: due) }
    }

    /// What a turn must not leave undone for a holder with an open link.
    func auditHolder() throws(Violation) {
        guard let holder, link == .open, let lease = stay(of: holder)?.lease else { return }
        if let limit = limits(of: lease).first {
            try require(
                limit.endsAt > turn.now,
                .limits,
                "\(holder.text) is still here after \(limit.reason.rawValue)"
            )
            try require(
                warningDue(limit, lease) == nil,
                .warned,
                "\(holder.text) is not warned of \(limit.reason.rawValue)"
            )
        }
        try auditYielding(holder, lease)
    }

    func auditLimitDeadlines(
        of holder: SessionID,
        _ lease: Stay.Lease,
        _ deadline: Instant?
    ) throws(Violation) {
        guard link == .open, let limit = limits(of: lease).first else { return }
        try requireDeadline(
            deadline,
            by: limit.endsAt,
            .limits,
            "\(holder.text) stays, with \(limit.reason.rawValue)"
        )
        for warning in policy.warnings where warning < limit.length {
            guard limit.endsAt - warning > turn.now else { continue }
            try requireDeadline(
                deadline,
                by: limit.endsAt - warning,
                .warned,
                "\(holder.text) is not warned"
            )
        }
    }
}
