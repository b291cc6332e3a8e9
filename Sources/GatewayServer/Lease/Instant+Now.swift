// The monotonic clock that the machine's instants are read from: the event loop's own, so that a
// deadline needs no conversion but of its type.

import Glibc
import LeaseCore
import NIOCore

extension Instant {
    static var now: Instant {
        Instant(nanoseconds: Int64(NIODeadline.now().uptimeNanoseconds))
    }

    var onLoop: NIODeadline {
        .uptimeNanoseconds(UInt64(max(0, nanoseconds)))
    }
}

/// The wall clock, for the record alone.
enum EpochClock {
    /// Milliseconds since the epoch.
    static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}

extension TimeAmount {
    init(_ length: Duration) {
        self = .nanoseconds(length.wholeNanoseconds)
    }
}
