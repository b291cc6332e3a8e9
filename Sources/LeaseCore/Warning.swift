// What a holder is told before it loses the lease to the clock or to a higher priority. The words
// are the gateway's.

/// A holder's time is coming to its end, or is not after all.
public enum Warning: Hashable, Sendable {
    /// `reason` ends it after `left`; `next` is who gets the lease then, if anybody waits.
    case limit(EndReason, left: Duration, next: SessionID?)
    /// It gives way to `next`, whose priority is higher, after `left`.
    case preemption(left: Duration, next: SessionID)
    /// It does not have to give way after all.
    case preemptionLifted
}
