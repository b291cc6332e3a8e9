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
///
/// Only until a window that was probed has opened. The kernel forgets that first probe where a
/// window opens for all that is queued at once, and does not where it opens for a part of it
/// (tcp_ack_probe in net/ipv4/tcp_input.c): from then on nobody can tell from when it counts, and a
/// timeout that is ahead of one moment is long over after the other: a living peer's end.
struct WindowProbes {
    private enum Stage {
        /// The window is open, and has never been probed.
        case open
        case shut(Shut)
        /// A window that was probed has opened. The kernel probes as it likes from now on.
        case over
    }

    /// A shut window. The kernel's first probe is not before `since`.
    private struct Shut {
        var since: Instant
        var lastLook: Instant
        var acknowledgedByteCount: Int64
        /// At the last look no probe had gone out yet.
        var isUnprobed: Bool
    }

    /// The longest pause between two probes. Looks have to come well within it. A living peer
    /// answers bare probes no closer than half a second (Linux, tcp_invalid_ratelimit): to ask more
    /// often would only be asking in vain.
    let pauseMax: Duration
    private var stage = Stage.open

    /// The kernel's first probe comes later than that (TCP_RTO_MIN: 200 ms).
    private static let unprobedMax = Duration.milliseconds(150)
    /// It comes at least so long after the look that saw the window shut.
    private static let probedAfterMin = Duration.milliseconds(100)

    /// `reading`: what there has been before anybody looked; nil: nobody knows.
    init(deadPeer: Duration, from reading: TCPReading?) {
        pauseMax = max(.milliseconds(600), deadPeer / 2)
        if !Self.wasNeverProbed(reading) { stage = .over }
    }

    private static func wasNeverProbed(_ reading: TCPReading?) -> Bool {
        reading.map { $0.waitedForWindow < unprobedMax } ?? false
    }

    /// What TCP_USER_TIMEOUT has to be from now on, in milliseconds; 0: none. Nil: as it is.
    mutating func userTimeout(_ reading: TCPReading, at now: Instant) -> UInt32? {
        switch (stage, reading.isWindowShut) {
        case (.over, _), (.open, false): return nil
        case (.open, true):
            return keep(
                Shut(
                    since: now,
                    lastLook: now,
                    acknowledgedByteCount: reading.acknowledgedByteCount,
                    isUnprobed: true
                ),
                at: now
            )
        case (.shut, false):
            stage = Self.wasNeverProbed(reading) ? .open : .over
            return 0
        case (.shut(var shut), true):
            // The first probe may carry what still fits the window. Then it was none.
            if shut.isUnprobed, reading.acknowledgedByteCount != shut.acknowledgedByteCount {
                shut.since = shut.lastLook
            }
            let heard = now - reading.sinceHeard
            shut.isUnprobed =
                reading.probesUnanswered == 0 && heard - shut.since < Self.unprobedMax
            shut.acknowledgedByteCount = reading.acknowledgedByteCount
            shut.lastLook = now
            return keep(shut, at: now)
        }
    }

    private mutating func keep(_ shut: Shut, at now: Instant) -> UInt32 {
        stage = .shut(shut)
        let ahead = pauseMax - Self.probedAfterMin
        return UInt32(clamping: (now - shut.since + ahead).wholeMilliseconds)
    }
}
