// For kernels that cannot limit their retransmission (before Linux 6.15): has a shut window probed
// often enough that a peer which vanishes while it is paused is found in time. Not a timeout: it is
// pushed on before it is over, for as long as the peer is watched.

import LeaseCore

/// Paces the kernel's probes of a shut window by a user timeout that never comes.
///
/// The kernel doubles the pause between two probes, up to 2 min, but lets no pause reach beyond the
/// user timeout (tcp_clamp_probe0_to_user_timeout in net/ipv4/tcp_timer.c, since 4.20), which it
/// counts from the first probe. One that is always a little ahead makes it probe at that pace.
struct WindowProbes {
    /// The longest pause between two probes. Looks have to come well within it.
    let pauseMax: Duration
    private var shut: (since: Instant, acknowledgedByteCount: Int64)?

    init(deadPeer: Duration) {
        pauseMax = max(.seconds(1), deadPeer / 2)
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
