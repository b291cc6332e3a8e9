// From one number, `dead_peer`, every time at which a silent peer is asked and given up: by the
// kernel for whoever waits, by a `PeerWatch` for the holder and the device. To change how one
// follows from the other, change it here, and docs/decisions/0004-liveness.md with it.

import Glibc
import LeaseCore

/// Keep-alive, user timeout and retransmission, derived from `dead_peer`.
///
/// - Whoever waits: the last probe goes out at least half of `dead_peer` after the first, so that a
///   network gone for less than that costs nobody the place, and the kernel's verdict falls
///   `dead_peer` after the peer was last heard of. The kernel counts keep-alive in whole seconds
///   (tcp(7)), hence 3 s at `1s` and `2s`, and 4 s at `3s`. Bytes in flight are bounded by a user
///   timeout.
/// - The holder, and the device: asked every tenth of `dead_peer`, so that it is always known of
///   late; judged by `PeerJudge`, before the kernel would. No user timeout: it would end a live
///   terminal that is only paused.
struct LivenessTimes: Equatable {
    /// Within this a peer that vanished is found.
    let deadPeer: Duration
    /// For a peer that the kernel alone judges.
    let unwatched: KeepAlive
    /// For a peer that is watched. The kernel's own verdict comes after the watch's.
    let watched: KeepAlive
    /// How many probes a watched idle peer leaves unanswered before it is given up.
    let watchedProbeCount: Int
    /// TCP_USER_TIMEOUT, in milliseconds: half an interval before the last probe is due, because a
    /// user timeout ends keep-alive at the first probe after it, and not at the count.
    let userTimeoutMilliseconds: UInt32
    /// TCP_RTO_MAX_MS: no two tries to reach a silent peer are further apart. The kernel takes 1 s
    /// to 2 min, and doubles up to 2 min by itself: a network that is back would be seen late.
    let retransmissionMaxMilliseconds: Int32

    /// TCP_RTO_MAX_MS of linux/tcp.h, which glibc does not know yet. Since Linux 6.15.
    private static let retransmissionMaxOption: Int32 = 44

    init(deadPeer: Duration) {
        self.deadPeer = deadPeer
        let seconds = max(1, deadPeer.components.seconds)
        let interval = max(1, seconds / 10)
        let half = (seconds + 1) / 2
        let count = max(2, (half + interval - 1) / interval + 1)
        let idle = max(1, seconds - interval * count)
        unwatched = KeepAlive(
            idleSeconds: Int32(clamping: idle),
            intervalSeconds: Int32(clamping: interval),
            probeCount: Int32(clamping: count)
        )
        userTimeoutMilliseconds = UInt32(
            clamping: (idle + interval * count) * 1_000 - interval * 500
        )
        watchedProbeCount = Int(max(2, seconds / interval))
        watched = KeepAlive(
            idleSeconds: Int32(clamping: interval),
            intervalSeconds: Int32(clamping: interval),
            probeCount: Int32(clamping: watchedProbeCount + 1)
        )
        retransmissionMaxMilliseconds = Int32(clamping: min(interval, 120) * 1_000)
    }

    /// Whether a shut window has to be probed more often than the kernel can be told to by
    /// `limitRetransmission`.
    var outpacesKernel: Bool { deadPeer < .seconds(2) }

    /// Whether an idle peer has to be asked more often than keep-alive can, which counts in whole
    /// seconds.
    var outpacesKeepAlive: Bool { deadPeer < .seconds(3) }

    /// How often a watched peer is looked at: often enough to be exact to a twentieth, and to see
    /// every shut window that is probed.
    var lookInterval: Duration {
        min(max(deadPeer / 20, .milliseconds(50)), .milliseconds(150))
    }

    /// Has the kernel judge a peer: for a listener, whose connections all begin so, and for one
    /// that waits again. `isCounting`: the kernel may count a user timeout from long ago; then it
    /// is none.
    func applyUnwatched(to descriptor: Int32, isCounting: Bool = false) {
        unwatched.apply(to: descriptor)
        setUserTimeout(isCounting ? 0 : userTimeoutMilliseconds, of: descriptor)
        limitRetransmission(of: descriptor)
    }

    /// Leaves the judgement to a watch.
    func applyWatched(to descriptor: Int32) {
        watched.apply(to: descriptor)
        setUserTimeout(0, of: descriptor)
    }

    /// Has the kernel ask an idle peer as often as it can, for a moment.
    func applyProbing(to descriptor: Int32) {
        KeepAlive(idleSeconds: 1, intervalSeconds: 1, probeCount: watched.probeCount)
            .apply(to: descriptor)
    }

    /// Of an open connection, or of a listener for those that it accepts: a connect takes its own
    /// time. Returns whether the kernel does that.
    @discardableResult
    func limitRetransmission(of descriptor: Int32) -> Bool {
        SocketOption.set(
            descriptor,
            Int32(IPPROTO_TCP),
            Self.retransmissionMaxOption,
            retransmissionMaxMilliseconds
        )
    }

    func setUserTimeout(_ milliseconds: UInt32, of descriptor: Int32) {
        SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, milliseconds)
    }
}
