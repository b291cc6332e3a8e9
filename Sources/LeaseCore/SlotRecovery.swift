// How long a device's slot takes to be free again after a release, as its last releases have shown:
// a small stack is deaf for a few milliseconds, each time for about the same. A try is placed there
// beside those that a refused link gets anyway. When tries are made at all is `LinkTrial`'s.

/// Between which two times after a release a device becomes ready, narrowed down by each release.
struct SlotRecovery: Hashable, Sendable {
    /// It was found taken so long after a release.
    private(set) var takenAfter = Duration.zero
    /// It was found free so long after a release; nil: never within `recoveryMax`.
    private(set) var freeAfter: Duration?

    /// When after a release a try is worth more than at any other time, and how far apart two of
    /// them are then: from the middle of what is not known to a little behind where it was free the
    /// last time. Nil: nothing is known.
    func promisingTime(
        under policy: LeasePolicy
    ) -> (from: Duration, to: Duration, pause: Duration)? {
        guard let freeAfter, freeAfter > .zero else { return nil }
        let unknown = freeAfter - takenAfter
        let half = unknown > policy.recoveryStep ? unknown / 2 : .zero
        return (
            from: freeAfter - half,
            to: freeAfter + policy.recoveryStep * 2,
            pause: max(policy.recoveryStep, half / 4)
        )
    }

    /// One more release: the last try in vain was so long after it, and the one that opened. No
    /// two releases are quite alike: what an earlier one has shown counts for less and less, or one
    /// slow release would be waited for ever after.
    mutating func note(takenAfter: Duration, freeAfter: Duration, under policy: LeasePolicy) {
        let shownBefore = self.takenAfter - policy.recoveryStep / 6
        self.takenAfter = shownBefore < freeAfter ? max(shownBefore, takenAfter) : takenAfter
        self.freeAfter = freeAfter <= policy.recoveryMax ? freeAfter : nil
    }
}
