// Has a shut window probed often enough that a peer which vanishes while it is paused is found in
// time: on kernels that cannot limit their retransmission (before Linux 6.15), and for a short
// `dead_peer` on all, which do not go below a second. Not a timeout: it is pushed on before it is
// over, for as long as the peer is watched.

import LeaseCore

/// Paces the kernel's probes of a shut window by a user timeout that never comes.
///
/// The kernel doubles the pause between two probes, up to 2 min, but lets no pause reach beyond the
/// user timeout (tcp_clamp_probe0_to_user_timeout in net/ipv4/tcp_timer.c, since 4.20), which it
/// counts from the first probe. One that is always a little ahead makes it probe at that pace.
struct WindowProbes {
    /// The longest pause between two probes. Looks have to come well within it. A living peer
    /// answers bare probes no closer than half a second (Linux, tcp_invalid_ratelimit): to ask more
    /// often would only be asking in vain.
    let pauseMax: Duration
    private var shut: (since: Instant, acknowledgedByteCount: Int64)?

    init(deadPeer: Duration) {
        pauseMax = max(.milliseconds(600), deadPeer / 2)
    }

    /// What TCP_USER_TIMEOUT has to be from now on, in milliseconds; 0: none. Nil: as it is.
    mutating func userTimeout(_ reading: TCPReading, at now: Instant) -> UInt32? {
        guard reading.isWindowShut else {
            defer { shut = nil }
            return shut == nil ? nil : 0
        }
        if shut?.acknowledgedByteCount != reading.acknowledgedByteCount {
            shut = (now, reading.acknowledgedByteCount)
        }
        let ahead = (shut.map { now - $0.since } ?? .zero) + pauseMax
        return UInt32(clamping: ahead.wholeMilliseconds)
    }
}
