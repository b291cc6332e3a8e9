// The ends of sessions: whether anything brought each one about, and whether what it says about
// the stay is exact.

import LeaseCore

extension Auditor {
    mutating func auditEnd(_ ending: Ending) throws(Violation) {
        let session = ending.session
        guard let stay = stay(of: session) else {
            throw Violation(
                rule: .oneEnd,
                detail: "\(session.text) ended and is not here (any more)"
            )
        }
        let cause = turn.causes[session]
        if let cause {
            try require(
                ending.reason == cause,
                .oneReason,
                "\(session.text) ended as \(ending.reason.rawValue), by \(cause.rawValue)"
            )
        } else {
            try auditReason(ending.reason, of: stay)
        }
        try auditLengths(ending, of: stay)
        stays.removeAll { $0.session == session }
        turn.causes[session] = nil
        if next == session { next = nil }
        if holder == session, link == .open { lineIsClean = false }
        if holder == session { loseHolder(asDown: cause == nil && ending.reason.side == .device) }
    }

    /// A reason that is not the event's own has to follow from the rules.
    private func auditReason(_ reason: EndReason, of stay: Stay) throws(Violation) {
        let session = stay.session
        let rule: Rule
        let isRight: Bool
        switch reason {
        case .gatewayShutdown:
            rule = .admission
            isRight = stay.standing == .arriving && isStopping
        case .resourceExhausted:
            rule = .admission
            isRight = stay.standing == .arriving && isSuspended && !isDrained && !isStopping
        case .deviceDrained:
            rule = .drained
            isRight = stay.standing == .arriving && isDrained && !isStopping
        case .idleTimeout, .holdLimit:
            rule = .limits
            isRight = limitIsOver(reason, for: stay)
        case .superseded:
            rule = .reclaim
            isRight = false
        case .preempted:
            rule = .preemption
            isRight = graceIsOver(for: stay)
        case .queueFull:
            rule = isFree ? .grantedAtOnce : .queueMax
            isRight = stay.standing == .arriving && !isFree && !hasRoom && !somebodyLingers
        case .queueTimeout:
            rule = .queueTimeout
            isRight =
                stay.standing == .inLine && stay.arrivedAt + policy.queueTimeout <= turn.now
        case .clientClosed:
            rule = .halfClosed
            isRight = stay.isHalfClosed && somebodyElseIsThere
        case .deviceRefused, .deviceUnreachable:
            rule = .deviceReady
            isRight = deviceReadyIsOver(for: stay) && isWhatTheDeviceSaid(reason)
        default:
            rule = .oneReason
            isRight = false
        }
        try require(
            isRight,
            rule,
            "\(session.text) ended as \(reason.rawValue), which nothing explains"
        )
    }

    /// Whether anybody but the one who lingers can take the lease.
    private var somebodyElseIsThere: Bool {
        if candidate != nil { return true }
        return stays.contains { $0.standing == .arriving }
            && !isSuspended && !isDrained && !isStopping
    }

    private func deviceReadyIsOver(for stay: Stay) -> Bool {
        guard let lease = stay.lease, link != .open else { return false }
        return lease.grantedAt + policy.deviceReady <= turn.now
    }

    /// A device with a connect under way has not said anything to it yet.
    private func isWhatTheDeviceSaid(_ reason: EndReason) -> Bool {
        reason == (link == .opening ? .unreachable : tries.lastFailure)?.reason
    }

    private func auditLengths(_ ending: Ending, of stay: Stay) throws(Violation) {
        var expected = Ending(
            session: stay.session,
            reason: ending.reason,
            phase: .queued,
            role: .waiter,
            waited: turn.now - stay.arrivedAt,
            held: .zero
        )
        if stay.standing == .arriving {
            expected.phase = .arriving
            expected.role = .refused
        }
        if let lease = stay.lease {
            expected.phase = link == .open || turn.linkWasLost ? .holding : .connecting
            expected.role = .holder
            expected.waited = lease.grantedAt - stay.arrivedAt
            expected.held = turn.now - lease.grantedAt
        }
        try require(ending == expected, .trueEnding, "\(ending) instead of \(expected)")
    }

    private mutating func loseHolder(asDown wentDown: Bool) {
        holder = nil
        if wentDown {
            isDown = true
            turn.wentDown = true
            tries.slowDown(at: turn.now, under: policy)
        } else if link == .closed, candidate == nil {
            switch (linkStands, turn.linkWasLost) {
            case (true, true): loseStandingLink()
            case (true, false): isDown = true
            case (false, _): tries.end()
            }
        }
    }
}
