// The wall clock, for the record alone: every decision goes by the monotonic clock, in
// `Instant+Now`.

import Glibc

/// The wall clock, for the record alone.
enum EpochClock {
    /// Milliseconds since the epoch.
    static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
