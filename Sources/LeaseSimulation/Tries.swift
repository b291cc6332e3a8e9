// The tries to open a device's link, as the auditor counts them: how many failed in a row, and when
// the next one is allowed and due.

import LeaseCore

struct Tries: Hashable, Sendable {
    /// How many failed in a row.
    private(set) var failures = 0
    /// When the first of them was made, and when the last.
    private var begunAt: Instant?
    private var lastBegunAt: Instant?
    /// When the last link was left, if it was not lost or kept.
    private var releasedAt: Instant?
    /// The first was made soon after a release: the device may be known to be ready soon.
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

    mutating func released(at now: Instant) { releasedAt = now }

    mutating func forgetRelease() { releasedAt = nil }

    mutating func begin(at now: Instant, under policy: LeasePolicy) {
        if begunAt == nil {
            isBehindRelease = releasedAt.map { now - $0 < policy.recoveryMax } ?? false
        }
        begunAt = begunAt ?? now
        lastBegunAt = now
        if let usuallyDueAt, now < usuallyDueAt { earlyCount += 1 }
    }

    /// The last one was good, or is of no use to anybody any more.
    mutating func end() {
        let releasedAt = releasedAt
        self = Tries()
        self.releasedAt = releasedAt
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
        notBefore = mayBeEarly ? (lastBegunAt ?? now) + policy.recoveryStep : now + pause
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
