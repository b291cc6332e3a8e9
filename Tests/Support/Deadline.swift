// A moment after which a wait has failed. Every wait of the tests carries one, so that nothing can
// hang and everything that takes too long says what it was waiting for.

/// A moment on the monotonic clock by which something must have happened.
public struct Deadline: Sendable {
    /// The moment itself.
    public let moment: ContinuousClock.Instant

    /// A deadline that is `duration` away.
    public init(in duration: Duration) {
        moment = .now + duration
    }

    /// How long is left; never below zero.
    public var remaining: Duration {
        max(.zero, moment - .now)
    }

    /// Whether the moment has passed.
    public var isOver: Bool {
        moment <= .now
    }

    /// What is left as `poll(2)` takes it: whole milliseconds, rounded up, so that a wait never
    /// ends before its deadline.
    public var pollMilliseconds: Int32 {
        let left = remaining
        let milliseconds = left.wholeMilliseconds
        return Int32(clamping: left > .milliseconds(milliseconds) ? milliseconds + 1 : milliseconds)
    }
}

extension Duration {
    /// The whole milliseconds in it, rounded down.
    public var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
