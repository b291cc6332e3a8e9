// Waiting where the length of time is what is measured, or what a peer needs that has no way to say
// that it is ready. Everything else is a wait for a fact.

import GatewayTestSupport
import Glibc

/// Waits for so long.
func pause(_ duration: Duration) {
    let deadline = Deadline(in: duration)
    while !deadline.isOver {
        let left = deadline.remaining.components
        var time = timespec(
            tv_sec: Int(left.seconds),
            tv_nsec: Int(left.attoseconds / 1_000_000_000)
        )
        pselect(0, nil, nil, nil, &time, nil)
    }
}
