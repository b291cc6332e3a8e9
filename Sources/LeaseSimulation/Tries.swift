// The tries to open a device's link, as the auditor counts them: how many failed in a row, and when
// the next one is allowed and due.

import LeaseCore

struct Tries: Hashable, Sendable {
    /// How many failed in a row.
    private(set) var failures = 0
    /// When the first of them was made.
    private var begunAt: Instant?
    private(set) var lastFailure: LinkFailure?
    /// No try before this time; nil: at any time.
    private(set) var notBefore: Instant?
    /// The next try at this time, if it is wanted; nil: at once.
    private(set) var dueBy: Instant?

    mutating func begin(at now: Instant) {
        begunAt = begunAt ?? now
    }

    mutating func fail(
        _ failure: LinkFailure,
        at now: Instant,
        isDown: Bool,
        under policy: LeasePolicy
    ) {
        let share = (now - (begunAt ?? now)) / policy.retryPauseDivisor
        let pause =
            isDown
            ? policy.retryPauseMax
            : max(policy.retryPauseMin, min(share, policy.retryPauseMax))
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
