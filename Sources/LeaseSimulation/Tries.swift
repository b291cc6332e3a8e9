// The tries to open a device's link, as the auditor counts them: how many failed in a row, and when
// the next one is allowed and due.

import LeaseCore

struct Tries: Hashable, Sendable {
    /// How many failed in a row.
    private(set) var failures = 0
    /// When the first of them was made.
    private var begunAt: Instant?
    /// The first was made behind a release: the device may be known to be ready soon.
    private var isBehindRelease = false
    /// When the next one would be made at a device of which nothing is known.
    private var usuallyDueAt: Instant?
    /// How many were made before that.
    private var earlyCount = 0
    private(set) var lastFailure: LinkFailure?
    /// No try before this time; nil: at any time.
    private(set) var notBefore: Instant?
    /// The next try at this time, if it is wanted; nil: at once.
    private(set) var dueBy: Instant?

    /// So many tries behind a release may be made where the device was ready before.
    private static let earlyCountMax = 8

    mutating func begin(at now: Instant, behindRelease: Bool) {
        if begunAt == nil { isBehindRelease = behindRelease }
        begunAt = begunAt ?? now
        if let usuallyDueAt, now < usuallyDueAt { earlyCount += 1 }
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
        usuallyDueAt = now + pause
        let mayBeEarly = isBehindRelease && !isDown && earlyCount < Self.earlyCountMax
        notBefore = now + (mayBeEarly ? policy.promisingPauseMin : pause)
        dueBy = now + pause + (isBehindRelease && !isDown ? policy.retryPauseMin : .zero)
    }

    /// None has failed; one at once would be in vain.
    mutating func rest(at now: Instant, under policy: LeasePolicy) {
        notBefore = now + policy.retryPauseMax
        dueBy = notBefore
    }

    /// From now on once a second is enough.
    mutating func slowDown(at now: Instant, under policy: LeasePolicy) {
        dueBy = now + policy.retryPauseMax
        notBefore = notBefore.map { max($0, now) }
    }
}
