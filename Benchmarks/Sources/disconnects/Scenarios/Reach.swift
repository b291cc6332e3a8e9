// What hotseat must come to in a scenario. How it is checked is in Findings. To add one: a case
// here; the compiler leads there.

/// What is asked of hotseat.
enum Reach: Sendable {
    /// No later than HAProxy, and in at most twice the time of the bare device.
    case soonest
    /// Within a length of time.
    case within(Duration)
    /// Within a length of time, and the device was left by RST, because a FIN would be forgotten.
    case withinByReset(Duration)
    /// Not more than so much later than when the holder leaves and nobody dead is in line.
    case atMostLater(Duration)
    /// The living holder keeps its lease.
    case keeps
    /// The answer comes whole.
    case answers
    /// Nothing but what is asked everywhere: one at a time, and no byte of who is gone.
    case noTime
}
