// Whether the machine's one deadline comes in time for everything that time alone brings about, and
// whether a deadline that has passed is done with.

import LeaseCore

extension Auditor {
    func auditDeadlines(_ deadline: Instant?) throws(Violation) {
        if turn.event == .deadlinePassed, let deadline {
            try require(
                deadline > turn.now,
                .deadline,
                "the next one has passed by \(turn.now - deadline) already"
            )
        }
        if let earliest = line.min(by: { $0.arrivedAt < $1.arrivedAt }) {
            try requireDeadline(
                deadline,
                by: earliest.arrivedAt + policy.queueTimeout,
                .queueTimeout,
                "\(earliest.session.text) may stay in line"
            )
        }
        if let stay = stays.first(where: { $0.lease != nil }), let lease = stay.lease {
            try auditDeadlines(of: stay.session, lease, deadline)
        } else if isDown, isWaitedFor || linkStands, link == .closed {
            try requireDeadline(
                deadline,
                by: tries.dueBy ?? turn.now,
                candidate == nil ? .linkStands : .retryPause,
                "no try is made"
            )
        }
        try require(
            !isStopping || link != .closed || deadline == nil,
            .deadline,
            "a machine that has stopped still has one"
        )
    }

    private func auditDeadlines(
        of holder: SessionID,
        _ lease: Stay.Lease,
        _ deadline: Instant?
    ) throws(Violation) {
        if link == .closed {
            try requireDeadline(
                deadline,
                by: tries.dueBy ?? turn.now,
                .retryPause,
                "no try is made for \(holder.text)"
            )
        }
        if link != .open {
            try requireDeadline(
                deadline,
                by: lease.grantedAt + policy.deviceReady,
                .deviceReady,
                "\(holder.text) has no link, and stays"
            )
        }
        let toldBy = lease.trialToldBy(under: policy)
        if link != .open, toldBy < lease.grantedAt + policy.deviceReady {
            try requireDeadline(
                deadline,
                by: toldBy,
                .trialTold,
                "\(holder.text) has no link, and does not hear so"
            )
        }
        try auditLimitDeadlines(of: holder, lease, deadline)
        try auditPrecedenceDeadlines(of: holder, lease, deadline)
        if !lease.isAnswered, isWaitedFor {
            try requireDeadline(
                deadline,
                by: lease.grantedAt + policy.heirAnswerMax,
                .deadHeir,
                "\(holder.text) does not answer, and stays"
            )
        }
    }

    func requireDeadline(
        _ deadline: Instant?,
        by due: Instant,
        _ rule: Rule,
        _ detail: @autoclosure () -> String
    ) throws(Violation) {
        try require(deadline.map { $0 <= due } ?? false, rule, "\(detail()) after \(due.text)")
    }
}
