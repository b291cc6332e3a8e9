// Whether the other end of a TCP connection is there, paused or gone: judged from one reading after
// another, without a clock or a socket of its own. Who reads, and how often, is `PeerWatch`; what
// follows for a lease is the runner's and the link's to say. To change what is judged by, change
// `Terms`.

import LeaseCore

/// Judges one peer, from one watch over it to the next: that one is over does not unsay what has
/// been asked in vain.
///
/// - **Vanished**: not heard of for `dead_peer`, and asked in vain. Asked is a peer to which, since
///   it was last heard of, bytes were sent that are in flight, or a probe of an idle connection or
///   of a shut window. It is in vain once two questions, half of `dead_peer` apart, have had no
///   answer: a network that was away for less has not swallowed both. Without that, silence says
///   nothing: a peer may be silent for long because nobody asked it.
/// - **Stalled**: it answers, and for `stallMax` it has taken not one of the bytes that wait for
///   it. It is only paused until then.
final class PeerJudge {
    enum Finding: Equatable {
        case present
        case vanished
        case stalled
    }

    /// What is judged by, for as long as one watch lasts.
    struct Terms {
        let deadPeer: Duration
        var stallMax: Duration
        /// How the kernel has asked a peer that nobody watched; nil: that is not known.
        var unwatched: KeepAlive?
        /// Since when the first bytes are in flight at the watch's first look, where that is known.
        var underWaySince: Instant?
    }

    /// Questions that have had no answer.
    private struct Silence {
        /// When they were first noticed: what is heard later ends it.
        let noticed: Instant
        /// When the first of them was asked.
        var first: Instant
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

        var asked: Instant {
            switch self {
            case .sending(let at), .probe(let at): at
            }
        }

        /// Whether it came long enough after the first one.
        func isLate(behind first: Instant, _ terms: Terms) -> Bool {
            switch self {
            case .sending: asked - first >= terms.deadPeer / 2 - PeerJudge.tickError
            // Two looks may each be late by as much as they are apart.
            case .probe: asked - first >= terms.deadPeer * 9 / 20
            }
        }
    }

    /// How long a question is given for its answer.
    private static let answerMax = Duration.milliseconds(200)
    /// What two readings may differ by in when the same thing was: the kernel's ticks.
    private static let tickError = Duration.milliseconds(20)
    /// A living peer leaves a bare probe unanswered that comes so soon after it has answered one
    /// (Linux, tcp_invalid_ratelimit): that one was no question.
    private static let answerPauseMin = Duration.milliseconds(500)

    /// Whether another watch than the first is on.
    private(set) var goesOn = false
    private var terms: Terms
    private var silence: Silence?
    /// Of this watch.
    private var lastLook: (at: Instant, probeCount: Int)?
    /// Since when it has taken nothing of what waits for it, and what it had taken until then.
    private var stuck: (since: Instant, acknowledgedByteCount: Int64)?

    init(by terms: Terms) {
        self.terms = terms
    }

    /// Another watch begins.
    func adopt(_ terms: Terms) {
        goesOn = true
        self.terms = terms
        if silence == nil { lastLook = nil }
        if let silence, let late = silence.late,
            !Question.probe(late).isLate(behind: silence.first, terms)
        {
            self.silence?.late = nil
        }
    }

    /// Whether it had been asked something at the last look that it has not answered.
    var hasAsked: Bool { silence != nil }

    /// Takes one more reading. Times never run backwards.
    func judge(_ reading: TCPReading, at now: Instant) -> Finding {
        let heard = now - reading.sinceHeard
        notice(reading, heard, at: now)
        if isAskedInVain(at: now), reading.sinceHeard >= terms.deadPeer { return .vanished }
        if let stuck, now - stuck.since >= terms.stallMax, heard > stuck.since { return .stalled }
        return .present
    }

    /// Whether the peer has been asked in vain. It may come back until it has vanished, but its own
    /// user need not wait for that elsewhere.
    func isAskedInVain(at now: Instant) -> Bool {
        silence?.late.map { now - $0 >= Self.answerMax } ?? false
    }

    /// From now on it may pause for so long.
    func letPause(for stallMax: Duration) { terms.stallMax = stallMax }

    /// What the peer has not taken until now is not its own fault.
    func excuse() { stuck = nil }

    /// How many of the kernel's questions the peer has left unanswered.
    func unansweredCount(_ reading: TCPReading) -> Int {
        guard let silence else { return reading.probesUnanswered }
        return reading.probesUnanswered + max(0, reading.retransmits - silence.retransmitsBefore)
    }

    private func notice(_ reading: TCPReading, _ heard: Instant, at now: Instant) {
        noticeQuestions(reading, heard, at: now)
        lastLook = (now, reading.probesUnanswered)
        if !reading.hasBytesWaiting {
            stuck = nil
        } else if stuck?.acknowledgedByteCount != reading.acknowledgedByteCount {
            stuck = (now, reading.acknowledgedByteCount)
        }
    }

    private func noticeQuestions(
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
        var silence = self.silence ?? begin(of: question, reading, heard, at: now)
        if silence.late == nil, question.isLate(behind: silence.first, terms) {
            silence.late = question.asked
        }
        self.silence = silence
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
        // Whatever it was heard of by: it may have answered a probe right before.
        let isAnswerable = (lastLook?.at ?? now) - heard >= Self.answerPauseMin
        return isAnswerable ? .probe(now) : nil
    }

    /// Whoever was the kernel's to judge until now may have been asked by it: from so much silence
    /// on, and then again and again.
    private func begin(
        of question: Question,
        _ reading: TCPReading,
        _ heard: Instant,
        at now: Instant
    ) -> Silence {
        var silence = Silence(
            noticed: now,
            first: question.asked,
            retransmitsBefore: reading.retransmits
        )
        guard lastLook == nil else { return silence }
        let probeCount = reading.probesUnanswered
        guard probeCount > 0, let unwatched = terms.unwatched else {
            silence.first = terms.underWaySince ?? silence.first
            return silence
        }
        // The later of two that are never too late: `unwatched` may not have held all the time.
        let begun = max(heard + unwatched.idle, now - unwatched.interval * probeCount)
        silence.first = min(begun, silence.first)
        let last = silence.first + unwatched.interval * (probeCount - 1)
        if Question.probe(last).isLate(behind: silence.first, terms) { silence.late = last }
        return silence
    }
}
