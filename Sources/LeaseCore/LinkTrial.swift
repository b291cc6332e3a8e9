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
    /// The release that this trial was begun soon after, if any.
    private var release: Release?
    /// When the last attempt was begun, and the last that failed.
    private var attemptedAt: Instant
    private var failedAttemptAt: Instant?

    /// What a trial is begun behind: the device may not be ready yet.
    struct Release: Hashable, Sendable {
        let at: Instant
        /// What the device's earlier releases have shown.
        let shown: SlotRecovery
    }

    static func begun(
        at now: Instant,
        under policy: LeasePolicy,
        behind release: Release? = nil
    ) -> LinkTrial {
        LinkTrial(
            attempt: .underWay,
            begunAt: now,
            readyBy: now + policy.deviceReady,
            tellAt: now + policy.trialSilenceMax,
            release: release,
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
        guard let release, let promising = release.shown.promisingTime(under: policy),
            now < release.at + promising.to
        else { return due }
        let first = release.at + promising.from
        let step = attemptedAt < first ? policy.recoveryStep : promising.step
        let next = max(first, attemptedAt + step, now)
        // A try right before a promising one would only be one more.
        return next <= due + policy.retryPauseMin ? next : due
    }

    /// What the release has shown, now that the last attempt has opened the link.
    func recoveryShown(under policy: LeasePolicy) -> SlotRecovery? {
        guard let release else { return nil }
        var shown = release.shown
        shown.note(
            takenAfter: failedAttemptAt.map { $0 - release.at },
            freeAfter: attemptedAt - release.at,
            under: policy
        )
        return shown
    }

    /// For a new holder, which has the whole of `device_ready`; the attempt and its pauses go on.
    func renewed(at now: Instant, under policy: LeasePolicy) -> LinkTrial {
        var trial = self
        trial.readyBy = now + policy.deviceReady
        trial.tellAt = now + policy.trialSilenceMax
        return trial
    }
}
