// The next holder: who gets the lease in the turn in which the old link is gone. It was chosen when
// the last holder left, or arrived after that with nobody before it; it is no longer in line, and
// stays chosen until it leaves.

/// Who is next, while a link is released.
struct NextHolder: Hashable, Sendable {
    var waiter: LeaseLine.Waiter
    var client = Tenancy.Client.here
}
