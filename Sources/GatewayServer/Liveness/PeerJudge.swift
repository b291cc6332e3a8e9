// Whether the other end of a TCP connection is there, paused or gone: judged from one reading after
// another, without a clock or a socket of its own. Who reads, and how often, is `PeerWatch`; what
// follows for a lease is the runner's and the link's to say.

import LeaseCore

/// Judges one peer.
///
/// - **Vanished**: not heard of for `dead_peer`, and asked in vain for nine tenths of it. Asked is
///   a peer to which, since it was last heard of, bytes were sent that are in flight, or a probe of
///   an idle connection or of a shut window. The second condition is what makes the first one safe:
///   a peer may be silent for long because nobody asked it, and a single question may be on its way
///   for a moment.
/// - **Stalled**: it answers, and for `stallMax` it has taken not one of the bytes that wait for
///   it. It is only paused until then.
struct PeerJudge {
    enum Finding: Equatable {
        case present
        case vanished
        case stalled
    }

    /// The least that a probe of an idle connection is asked in vain: two go out within it, and the
    /// second has time for an answer.
    private static let probedInVainMin = Duration.milliseconds(1_300)

    let deadPeer: Duration
    let stallMax: Duration
    /// Since when the peer has been asked in vain, and how often the kernel had repeated itself.
    private var asked: (since: Instant, retransmits: Int)?
    /// Since when it has taken nothing of what waits for it, and what it had taken until then.
    private var stuck: (since: Instant, acknowledgedByteCount: Int64)?

    init(deadPeer: Duration, stallMax: Duration) {
        self.deadPeer = deadPeer
        self.stallMax = stallMax
    }

    /// Takes one more reading. Times never run backwards.
    mutating func judge(_ reading: TCPReading, at now: Instant) -> Finding {
        let heard = now - reading.sinceHeard
        notice(reading, heard, at: now)
        if let asked {
            let inVain = now - asked.since
            let inVainMin = deadPeer * 9 / 10
            let isOverdue =
                reading.hasBytesWaiting
                ? inVain >= inVainMin : inVain >= max(inVainMin, Self.probedInVainMin)
            if isOverdue, reading.sinceHeard >= deadPeer { return .vanished }
        }
        if let stuck, now - stuck.since >= stallMax, heard > stuck.since { return .stalled }
        return .present
    }

    /// Whether the peer has been asked in vain for a fifth of `dead_peer`: it may come back, but
    /// its own user need not wait for that elsewhere.
    func isUnheard(_ reading: TCPReading, at now: Instant) -> Bool {
        guard let asked else { return false }
        let unheardMin = deadPeer / 5
        return now - asked.since >= unheardMin && reading.sinceHeard >= unheardMin
    }

    /// What the peer has not taken until now is not its own fault.
    mutating func excuse() { stuck = nil }

    /// How many of the kernel's questions the peer has left unanswered.
    func unansweredCount(_ reading: TCPReading) -> Int {
        guard let asked else { return reading.probesUnanswered }
        return reading.probesUnanswered + max(0, reading.retransmits - asked.retransmits)
    }

    private mutating func notice(_ reading: TCPReading, _ heard: Instant, at now: Instant) {
        if !reading.isAsking {
            asked = nil
        } else if asked.map({ heard > $0.since }) ?? true {
            asked = (now, reading.retransmits)
        }
        if !reading.hasBytesWaiting {
            stuck = nil
        } else if stuck?.acknowledgedByteCount != reading.acknowledgedByteCount {
            stuck = (now, reading.acknowledgedByteCount)
        }
    }
}
