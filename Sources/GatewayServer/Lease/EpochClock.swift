// The wall clock, for the record alone: every decision goes by the monotonic clock, in
// `Instant+Now`. How the two make the times of a session is `RecordClock`'s.

import Glibc
import LeaseCore

/// The wall clock, for the record alone.
enum EpochClock {
    /// Milliseconds since the epoch.
    static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// So far apart may the two clocks have been read.
    private static let apartMax = Duration.milliseconds(1)
    private static let triesMax = 4

    /// Both clocks. A thread that loses the processor between them reads again: it would seem that
    /// the wall clock had been set.
    static var reading: RecordClock.Reading {
        var reading = RecordClock.Reading(instant: .now, milliseconds: milliseconds)
        for _ in 1..<triesMax where Instant.now - reading.instant > apartMax {
            reading = RecordClock.Reading(instant: .now, milliseconds: milliseconds)
        }
        return reading
    }
}
