// Waiting where the length of time is what is measured, or what a peer needs that has no way to say
// that it is ready. Everything else is a wait for a fact.

import GatewayTestSupport
import Glibc

/// Waits for so long.
func pause(_ duration: Duration) {
    let deadline = Deadline(in: duration)
    while !deadline.isOver { poll(nil, 0, deadline.pollMilliseconds) }
}
