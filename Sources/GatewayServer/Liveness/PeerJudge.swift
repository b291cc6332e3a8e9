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
        /// When they were first noticed: what is heard later ends it.
        let noticed: Instant
        /// When the first of them was asked.
        let first: Instant
        /// When the first one was that came long enough after it.
        var late: Instant?
        /// How often the kernel had repeated itself before them.
        let retransmitsBefore: Int
    }

    /// What was asked, as far as a look can tell.
    private enum Question {
        /// Bytes that are in flight were sent then.
        case sending(Instant)
        /// One more probe has gone out since the last look.
        case probe(Instant)
    }

    /// How long a question is given for its answer.
    private static let answerMax = Duration.milliseconds(200)
    /// What two readings may differ by in when the same thing was: the kernel's ticks.
    private static let tickError = Duration.milliseconds(20)
    /// A living peer leaves a bare probe unanswered that comes so soon after it has answered one
    /// (Linux, tcp_invalid_ratelimit): that one was no question.
    private static let answerPauseMin = Duration.milliseconds(500)

    let deadPeer: Duration
    let stallMax: Duration
    /// Since when the first bytes are in flight at the first look, where that is known.
    private let underWaySince: Instant?
    private let probeInterval: Duration
    private var silence: Silence?
    private var lastLook: (at: Instant, probeCount: Int)?
    /// Since when it has taken nothing of what waits for it, and what it had taken until then.
    private var stuck: (since: Instant, acknowledgedByteCount: Int64)?

    /// Whoever was the kernel's to judge until now may have been silent for long: where probes are
    /// unanswered already, they came `probeInterval` apart, the last one before `underWaySince`.
    init(
        deadPeer: Duration,
        stallMax: Duration,
        probeInterval: Duration = .zero,
        underWaySince: Instant? = nil
    ) {
        self.deadPeer = deadPeer
        self.stallMax = stallMax
        self.probeInterval = probeInterval
        self.underWaySince = underWaySince
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
        lastLook = (now, reading.probesUnanswered)
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
        if let noticed = silence?.noticed, heard > noticed { silence = nil }
        guard let question = question(reading, heard, at: now) else { return }
        guard let first = silence?.first else {
            silence = Silence(
                noticed: now,
                first: begin(of: question, reading, at: now),
                retransmitsBefore: reading.retransmits
            )
            return
        }
        guard silence?.late == nil else { return }
        switch question {
        case .sending(let sent) where sent - first >= deadPeer / 2 - Self.tickError:
            silence?.late = sent
        // Two looks may each be late by as much as they are apart.
        case .probe(let seen) where seen - first >= deadPeer * 9 / 20: silence?.late = seen
        case .sending, .probe: break
        }
    }

    private func question(
        _ reading: TCPReading,
        _ heard: Instant,
        at now: Instant
    ) -> Question? {
        if reading.hasBytesInFlight {
            let isUnanswered = reading.sinceDataSent < reading.sinceHeard
            return isUnanswered ? .sending(now - reading.sinceDataSent) : nil
        }
        guard reading.probesUnanswered > lastLook?.probeCount ?? 0 else { return nil }
        // What it answered last was no probe where it took something with it.
        let tookLast = stuck.map { heard <= $0.since + Self.tickError } ?? false
        let isLate = (lastLook?.at ?? now) - heard >= Self.answerPauseMin
        return tookLast || isLate ? .probe(now) : nil
    }

    private func begin(of question: Question, _ reading: TCPReading, at now: Instant) -> Instant {
        guard lastLook == nil, underWaySince != nil || reading.probesUnanswered > 0 else {
            return switch question {
            case .sending(let at), .probe(let at): at
            }
        }
        return (underWaySince ?? now) - probeInterval * max(0, reading.probesUnanswered - 1)
    }
}
