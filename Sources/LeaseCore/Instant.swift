// A point on a monotonic clock, as LeaseCore sees it: a bare count of nanoseconds from an origin
// that only the caller knows. The floor above reads a clock and hands the reading in; nothing here
// asks for the time. Wall-clock time is not here: it belongs to the record.

/// A reading of a monotonic clock, in nanoseconds since an arbitrary origin.
public struct Instant: Comparable, Hashable, Sendable {
    public var nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    public static func + (instant: Instant, length: Duration) -> Instant {
        Instant(nanoseconds: instant.nanoseconds + length.wholeNanoseconds)
    }

    public static func - (instant: Instant, length: Duration) -> Instant {
        Instant(nanoseconds: instant.nanoseconds - length.wholeNanoseconds)
    }

    public static func - (later: Instant, earlier: Instant) -> Duration {
        .nanoseconds(later.nanoseconds - earlier.nanoseconds)
    }
}

extension Duration {
    /// The length in whole nanoseconds; exact up to 292 years, which no limit here comes near.
    public var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    /// The length in whole milliseconds, rounded down.
    public var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    }
}
