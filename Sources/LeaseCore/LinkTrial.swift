// The attempts to open a device's link: one connect at a time, never abandoned, with a pause
// between two that grows from a millisecond to a second.

/// Where the attempts to reach a device stand.
struct LinkTrial: Hashable, Sendable {
    enum Attempt: Hashable, Sendable {
        /// A connect has been started and has not ended.
        case underWay
        /// The last one failed; the next one is due.
        case pausing(until: Instant)
        /// The device is down and nobody waits: no try until somebody does.
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

    static func begun(at now: Instant, under policy: LeasePolicy) -> LinkTrial {
        LinkTrial(
            attempt: .underWay,
            begunAt: now,
            readyBy: now + policy.deviceReady,
            tellAt: now + policy.trialSilenceMax
        )
    }

    /// How long to pause after an attempt that failed at `now`.
    func pause(at now: Instant, under policy: LeasePolicy) -> Duration {
        let share = (now - begunAt) / policy.retryPauseDivisor
        return min(max(share, policy.retryPauseMin), policy.retryPauseMax)
    }

    /// For a new holder, which has the whole of `device_ready`; the attempt and its pauses go on.
    func renewed(at now: Instant, under policy: LeasePolicy) -> LinkTrial {
        var trial = self
        trial.readyBy = now + policy.deviceReady
        trial.tellAt = now + policy.trialSilenceMax
        return trial
    }
}
