// How soon a gateway is to notice what, in one number for each thing, and what the options of the
// kernel follow from it. Every contestant is given the nearest that it can be set to.

/// What all contestants are tuned to in one scenario.
struct Tuning: Sendable, Hashable {
    /// Within how many seconds a peer that vanished is to be found.
    var deadPeerSeconds = 10
    /// After how many seconds a device that takes nothing is given up; nil for the default.
    var deviceStallSeconds: Int?

    /// Seconds between two keep-alive probes.
    var probeIntervalSeconds: Int { max(1, deadPeerSeconds / 5) }
    /// How many of them may stay unanswered.
    var probeCount: Int { deadPeerSeconds >= 5 ? 3 : 1 }
    /// Seconds of silence before the first.
    var probeIdleSeconds: Int { max(1, deadPeerSeconds - probeIntervalSeconds * probeCount) }

    /// For those who have no user timeout of their own: `net.ipv4.tcp_retries2`, with which Linux
    /// gives up after 1.4 s, 6.2 s, 12.6 s (200 ms doubled each time).
    private var retransmissionCount: Int {
        switch deadPeerSeconds {
        case ...3: 2
        case ...9: 4
        default: 5
        }
    }

    /// The settings of the gateway's host, for those who have no key for it.
    var hostSettings: [String] {
        [
            "net.ipv4.tcp_keepalive_time=\(probeIdleSeconds)",
            "net.ipv4.tcp_keepalive_intvl=\(probeIntervalSeconds)",
            "net.ipv4.tcp_keepalive_probes=\(probeCount)",
            "net.ipv4.tcp_retries2=\(retransmissionCount)",
        ]
    }
}
