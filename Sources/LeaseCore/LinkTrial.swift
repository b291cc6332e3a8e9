// The attempts to open a device's link: one connect at a time, never abandoned, with a pause
// between two that grows from a millisecond to a second. Behind a release, one falls where the
// device was ready after the last ones (`SlotRecovery`).

/// Where the attempts to reach a device stand.
struct LinkTrial: Hashable, Sendable {
    enum Attempt: Hashable, Sendable {
        /// A connect has been started and has not ended.
        case underWay
        /// The last one failed; the next one is due.
        case pausing(until: Instant)
        /// The device is down and nobody waits: no try until somebody does, or its link is one that
        /// stands.
        case resting
    }

    var attempt: Attempt
    /// When the first attempt was begun.
    let begunAt: Instant
    /// When the holder gives up.
    var readyBy: Instant
    /// When the holder is told again that its link does not open.
    var tellAt: Instant
    /// What the last failed attempt said; a silent device until one has said otherwise.
    var lastFailure = LinkFailure.unreachable
    /// What the device's earlier releases have shown; nil: this trial did not begin with one.
    private var recovery: SlotRecovery?
    /// When the last attempt was begun, and the last that failed.
    private var attemptedAt: Instant
    private var failedAttemptAt: Instant?

    /// `recovery`: the trial begins with a release.
    static func begun(
        at now: Instant,
        under policy: LeasePolicy,
        after recovery: SlotRecovery? = nil
    ) -> LinkTrial {
        LinkTrial(
            attempt: .underWay,
            begunAt: now,
            readyBy: now + policy.deviceReady,
            tellAt: now + policy.trialSilenceMax,
            recovery: recovery,
            attemptedAt: now
        )
    }

    /// Of a standing link that was lost: it is tried again, though nobody waits for it.
    static func afterLoss(at now: Instant, under policy: LeasePolicy) -> LinkTrial {
        var trial = begun(at: now, under: policy)
        trial.attempt = .pausing(until: now + policy.retryPauseMax)
        return trial
    }

    /// Begins the next attempt.
    mutating func tryAgain(at now: Instant) {
        attempt = .underWay
        attemptedAt = now
    }

    /// Pauses after the attempt that failed at `now`.
    mutating func pause(_ failure: LinkFailure, at now: Instant, under policy: LeasePolicy) {
        lastFailure = failure
        failedAttemptAt = attemptedAt
        attempt = .pausing(until: nextTry(at: now, under: policy))
    }

    private func nextTry(at now: Instant, under policy: LeasePolicy) -> Instant {
        let share = (now - begunAt) / policy.retryPauseDivisor
        let due = now + min(max(share, policy.retryPauseMin), policy.retryPauseMax)
        let sinceBegun = now - begunAt
        guard let promising = recovery?.promisingTime(under: policy), sinceBegun < promising.to
        else { return due }
        let next =
            sinceBegun < promising.from
            ? max(promising.from, sinceBegun + policy.promisingPauseMin)
            : sinceBegun + promising.pause
        // A try right before a promising one would only be one more.
        return begunAt + next <= due + policy.retryPauseMin ? begunAt + next : due
    }

    /// What the release has shown, now that the last attempt has opened the link.
    func recoveryShown(under policy: LeasePolicy) -> SlotRecovery? {
        guard var recovery else { return nil }
        recovery.note(
            takenAfter: failedAttemptAt.map { $0 - begunAt } ?? .zero,
            freeAfter: attemptedAt - begunAt,
            under: policy
        )
        return recovery
    }

    /// For a new holder, which has the whole of `device_ready`; the attempt and its pauses go on.
    func renewed(at now: Instant, under policy: LeasePolicy) -> LinkTrial {
        var trial = self
        trial.readyBy = now + policy.deviceReady
        trial.tellAt = now + policy.trialSilenceMax
        return trial
    }
}
