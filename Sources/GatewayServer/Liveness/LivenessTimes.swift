// From one number, `dead_peer`, the times at which the kernel asks a silent peer and gives it up.
// Keep-alive bounds an idle peer only: the kernel suppresses it while bytes are in flight.

import Glibc
import LeaseCore

/// Keep-alive and user timeout, derived from `dead_peer`.
///
/// The last probe goes out at least half of `dead_peer` after the first, so that a network gone
/// for less than that costs nobody the connection, and the verdict falls `dead_peer` after the
/// peer was last heard of. The kernel counts keep-alive in whole seconds (tcp(7)), hence 3 s at
/// `1s` and `2s`, and 4 s at `3s`.
struct LivenessTimes: Equatable {
    /// TCP_KEEPIDLE, in seconds.
    let idleSeconds: Int32
    /// TCP_KEEPINTVL, in seconds.
    let intervalSeconds: Int32
    /// TCP_KEEPCNT.
    let probeCount: Int32
    /// TCP_USER_TIMEOUT, in milliseconds: half an interval before the last probe is due, because a
    /// user timeout ends keep-alive at the first probe after it, and not at the count.
    let userTimeoutMilliseconds: UInt32

    init(deadPeer: Duration) {
        let seconds = max(1, deadPeer.components.seconds)
        let interval = max(1, seconds / 10)
        let half = (seconds + 1) / 2
        let count = max(2, (half + interval - 1) / interval + 1)
        let idle = max(1, seconds - interval * count)
        idleSeconds = Int32(clamping: idle)
        intervalSeconds = Int32(clamping: interval)
        probeCount = Int32(clamping: count)
        userTimeoutMilliseconds = UInt32(
            clamping: (idle + interval * count) * 1_000 - interval * 500
        )
    }

    /// From the last sign of life of an idle peer to the kernel's verdict.
    var verdict: Duration { .seconds(Int64(idleSeconds + intervalSeconds * probeCount)) }

    /// Sets keep-alive on a socket; on a listener, for every connection that it accepts (Linux
    /// hands these options down).
    func applyKeepAlive(to descriptor: Int32) {
        SocketOption.set(descriptor, SOL_SOCKET, SO_KEEPALIVE, Int32(1))
        SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPIDLE, idleSeconds)
        SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPINTVL, intervalSeconds)
        SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPCNT, probeCount)
    }

    /// Arms the user timeout, for one who waits: what is in flight to it is bounded too.
    func applyUserTimeout(to descriptor: Int32) {
        SocketOption.set(
            descriptor,
            Int32(IPPROTO_TCP),
            TCP_USER_TIMEOUT,
            userTimeoutMilliseconds
        )
    }

    /// Disarms the user timeout, for a holder: it would end a live terminal that is only paused.
    static func removeUserTimeout(from descriptor: Int32) {
        SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, UInt32(0))
    }
}
