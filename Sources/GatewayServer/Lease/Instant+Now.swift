// The monotonic clock that the machine's instants are read from: the event loop's own, so that a
// deadline needs no conversion but of its type.

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
