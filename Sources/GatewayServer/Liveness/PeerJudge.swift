// Whether the other end of a TCP connection is there, paused or gone: judged from one reading after
// another, without a clock or a socket of its own. Who reads, and how often, is `PeerWatch`; what
// follows for a lease is the runner's and the link's to say.

import LeaseCore

/// Judges one peer.
///
/// - **Vanished**: not heard of for `dead_peer`, and asked in vain. Asked is a peer to which, since
///   it was last heard of, bytes were sent that are in flight, or a probe of an idle connection or
///   of a shut window. It is in vain once two questions, half of `dead_peer` apart, have had no
///   answer: a network that was away for less has not swallowed both. Without that, silence says
///   nothing: a peer may be silent for long because nobody asked it.
/// - **Stalled**: it answers, and for `stallMax` it has taken not one of the bytes that wait for
///   it. It is only paused until then.
struct PeerJudge {
    enum Finding: Equatable {
        case present
        case vanished
        case stalled
    }

    /// Questions that have had no answer.
    private struct Silence {
        /// When the first of them was asked, to the look that saw it.
        let first: Instant
        /// When the first one was that came long enough after it.
        var late: Instant?
        /// How often the kernel had repeated itself before them.
        let retransmitsBefore: Int
        /// Probes among them, at the last look.
        var probeCount: Int
    }

    /// How long a question is given for its answer.
    private static let answerMax = Duration.milliseconds(200)
    /// What two readings may differ by in when the same word was heard: the kernel's ticks.
    private static let hearingError = Duration.milliseconds(20)

    let deadPeer: Duration
    let stallMax: Duration
    private var silence: Silence?
    private var hasLooked = false
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
        if isAskedInVain(at: now), reading.sinceHeard >= deadPeer { return .vanished }
        if let stuck, now - stuck.since >= stallMax, heard > stuck.since { return .stalled }
        return .present
    }

    /// Whether the peer has been asked in vain. It may come back until it has vanished, but its own
    /// user need not wait for that elsewhere.
    func isAskedInVain(at now: Instant) -> Bool {
        silence?.late.map { now - $0 >= Self.answerMax } ?? false
    }

    /// What the peer has not taken until now is not its own fault.
    mutating func excuse() { stuck = nil }

    /// How many of the kernel's questions the peer has left unanswered.
    func unansweredCount(_ reading: TCPReading) -> Int {
        guard let silence else { return reading.probesUnanswered }
        return reading.probesUnanswered + max(0, reading.retransmits - silence.retransmitsBefore)
    }

    private mutating func notice(_ reading: TCPReading, _ heard: Instant, at now: Instant) {
        noticeQuestions(reading, heard, at: now)
        hasLooked = true
        if !reading.hasBytesWaiting {
            stuck = nil
        } else if stuck?.acknowledgedByteCount != reading.acknowledgedByteCount {
            stuck = (now, reading.acknowledgedByteCount)
        }
    }

    private mutating func noticeQuestions(
        _ reading: TCPReading,
        _ heard: Instant,
        at now: Instant
    ) {
        guard reading.isAsking else {
            silence = nil
            return
        }
        guard let first = silence?.first, heard <= first else {
            silence = Silence(
                first: wasAskedBefore(reading) ? min(heard + Self.hearingError, now) : now,
                retransmitsBefore: reading.retransmits,
                probeCount: reading.probesUnanswered
            )
            return
        }
        let isProbed = reading.probesUnanswered > silence?.probeCount ?? 0
        silence?.probeCount = reading.probesUnanswered
        guard silence?.late == nil, isProbed || reading.hasBytesInFlight else { return }
        let asked = isProbed ? now : now - reading.sinceDataSent
        // Half of it, less what two looks are apart.
        if asked - first >= deadPeer * 9 / 20 { silence?.late = asked }
    }

    /// Whoever was the kernel's to judge until now may have been silent for long: it was asked as
    /// often as would have ended it then.
    private func wasAskedBefore(_ reading: TCPReading) -> Bool {
        !hasLooked && (reading.probesUnanswered > 0 || reading.retransmits > 0)
    }
}
