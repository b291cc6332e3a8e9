// Instants of the monotonic clock as times of the record. Each instant is rounded by itself and a
// length is the difference of two rounded instants, so that one instant is one and the same
// millisecond in every row, the later of two is never written as the earlier, and lengths sum to
// the stay exactly. Which scale a session goes by is `RecordClock`'s.

import LeaseCore

/// A monotonic clock's place in the wall clock's time.
struct EpochScale: Hashable, Sendable {
    /// Milliseconds since the epoch at the monotonic clock's zero.
    let offset: Int64

    /// Milliseconds since the epoch.
    func milliseconds(at instant: Instant) -> Int64 {
        offset + Self.rounded(instant)
    }

    /// How many milliseconds of the record lie between two instants, on any scale.
    static func length(from start: Instant, to end: Instant) -> Int64 {
        rounded(end) - rounded(start)
    }

    /// Rounded down: the monotonic clock has no instants before its zero.
    static func rounded(_ instant: Instant) -> Int64 { instant.nanoseconds / 1_000_000 }
}
