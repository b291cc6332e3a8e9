// The tries to open a device's link, as the auditor counts them: how many failed in a row, and when
// the next one is allowed and due.

import LeaseCore

struct Tries: Hashable, Sendable {
    /// How many failed in a row.
    private(set) var failures = 0
    private(set) var lastFailure: LinkFailure?
    /// No try before this time; nil: at any time.
    private(set) var notBefore: Instant?
    /// The next try at this time, if it is wanted; nil: at once.
    private(set) var dueBy: Instant?

    mutating func fail(
        _ failure: LinkFailure,
        at now: Instant,
        isDown: Bool,
        under policy: LeasePolicy
    ) {
        var pause = policy.retryPauseMin
        for _ in 0..<min(failures, 30) where pause < policy.retryPauseMax { pause = pause * 2 }
        pause = isDown ? policy.retryPauseMax : min(pause, policy.retryPauseMax)
        failures += 1
        lastFailure = failure
        notBefore = now + pause
        dueBy = now + pause
    }

    /// From now on once a second is enough.
    mutating func slowDown(at now: Instant, under policy: LeasePolicy) {
        dueBy = now + policy.retryPauseMax
        notBefore = notBefore.map { max($0, now) }
    }
}
