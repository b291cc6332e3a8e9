// A peer's window and the kernel's probes of it in simulated time, after net/ipv4/tcp_timer.c,
// tcp_input.c and tcp_output.c of Linux 6.18: for hours of openings and shuttings in which nobody
// may be killed. That the kernel does so is seen with sockets, in `WindowProbesTests`, and end to
// end. What ordinary sending takes has arrived at once; what a probe carries is under way.

import CLinuxTCP
import LeaseCore
import LeaseSimulation

@testable import GatewayServer

/// A living peer that reads when it likes, and for which more always waits. Times are in
/// milliseconds, sizes in bytes.
struct SimulatedWindow {
    /// What the kernel has been told.
    var userTimeout = 0
    /// The pauses between the probes since the window was shut, or a probe carried something.
    private(set) var pauses: [Int] = []
    private(set) var isAborted = false

    private enum State {
        case open
        /// No room for a whole segment: but for a probe nothing goes.
        case shut(since: Int)
        /// There is room, and the kernel holds back what fits for a moment, as a congestion
        /// control that paces does.
        case held(until: Int, byteCount: Int)
        /// A probe has carried what there was room for.
        case carrying(since: Int, until: Int)
    }

    private let firstPause = 212
    private let segment = 1_000
    private let pauseMax: Int
    private let roundTrip: Int
    /// The kernel fires so much later than it means to, at most.
    private let lateMax = 32

    private var random: SplitMix64
    private var state = State.open
    /// `icsk_probes_tstamp`.
    private var firstProbe: Int?
    private var backoff = 0
    private var due: (planned: Int, fires: Int)?
    private var lastProbe = 0
    private var heard = 0
    private var answered = -1_000
    private var answerArrives: Int?
    private var unanswered = 0
    private var taken = 0
    /// How much the peer has room for that is not sent.
    private var room = 0
    private var sent = 0
    private var waited = 0

    init(pauseMax: Int, roundTrip: Int, seed: UInt64) {
        self.pauseMax = pauseMax
        self.roundTrip = roundTrip
        random = SplitMix64(seed: seed)
    }

    /// For ordinary sending.
    var isShut: Bool {
        if case .open = state { false } else { true }
    }

    /// The peer reads, or stops, or sends something by itself.
    mutating func move(_ random: inout SplitMix64, at now: Int) {
        switch state {
        case .open where random.once(in: 4):
            // What waits is less than a segment, and there is room for it.
            room = random.below(segment)
            state = .held(until: now + 1 + random.below(60), byteCount: random.below(room + 1))
            beginProbing(at: now)
        case .open: shut(room: random.once(in: 2) ? random.below(segment) : 0, at: now)
        case .held, .carrying: break
        case .shut(let since):
            switch random.below(8) {
            case 0: hear(at: now)
            // In order, it is not looked at as an acknowledgement (header prediction).
            case 1: heard = now
            case 2, 3: widen(by: random.below(segment - room), at: now)
            case 4: hold(for: 1 + random.below(60), since, at: now)
            default: open(forAll: random.once(in: 2), since, at: now)
            }
        }
    }

    /// Shut for good, whatever it did.
    mutating func shut(at now: Int) {
        shut(room: 0, at: now)
    }

    /// When the kernel does something by itself; nil: it does not.
    var nextFiring: Int? {
        let next: Int? =
            switch state {
            case .open, .shut: nil
            case .held(let end, _), .carrying(_, let end): end
            }
        return [next, due?.fires, answerArrives].compactMap { $0 }.min()
    }

    mutating func advance(to now: Int) {
        while let next = nextFiring, next <= now, !isAborted {
            if next == answerArrives {
                answerArrives = nil
                hear(at: next)
            } else if next == due?.fires {
                fire(at: next)
            } else {
                takeAll(at: next)
            }
        }
    }

    func nextProbe(at now: Int) -> Instant? {
        due.flatMap { $0.planned > now ? Instant(milliseconds: ($0.planned + 3) / 4 * 4) : nil }
    }

    func reading(at now: Int) -> TCPReading {
        var reading = linux_tcp_reading()
        reading.backoff = UInt8(min(backoff, 15))
        reading.probes = UInt8(min(unanswered, 255))
        reading.not_sent_bytes = isShut ? 1 : 0
        reading.bytes_acked = UInt64(taken)
        reading.segment_bytes = UInt32(segment)
        reading.send_window_bytes = UInt32(room)
        reading.retransmission_timeout_us = UInt32(firstPause * 1_000)
        var waited = waited
        switch state {
        case .open, .held: break
        case .shut(let since): waited += now - since
        case .carrying(let since, _):
            waited += now - since
            reading.unacked_segments = 1
        }
        reading.window_limited_us = UInt64(waited) * 1_000
        reading.last_data_sent_ms = UInt32(now - sent)
        reading.last_ack_received_ms = UInt32(now - heard)
        reading.last_data_received_ms = reading.last_ack_received_ms
        return TCPReading(reading)
    }

    // MARK: The peer

    private mutating func shut(room: Int, at now: Int) {
        (state, self.room, sent) = (.shut(since: now), room, now)
        beginProbing(at: now)
    }

    /// `forAll`: for all of what the kernel sends next. Only then it forgets the first probe.
    private mutating func open(forAll: Bool, _ since: Int, at now: Int) {
        waited += now - since
        (state, due, answerArrives) = (.open, nil, nil)
        (backoff, unanswered, heard, sent) = (0, 0, now, now)
        taken += 10 * segment
        room = segment
        if forAll { firstProbe = nil }
    }

    /// By less than a segment.
    private mutating func widen(by count: Int, at now: Int) {
        room += count
        hear(at: now)
    }

    private mutating func hold(for length: Int, _ since: Int, at now: Int) {
        waited += now - since
        room += segment
        state = .held(until: now + length, byteCount: room / segment * segment)
        hear(at: now)
    }

    private mutating func hear(at now: Int) {
        heard = now
        unanswered = 0
        if due != nil { armClamped(at: now) }
    }

    // MARK: The kernel

    /// Sent is what was held back; what a probe has carried is acknowledged.
    private mutating func takeAll(at now: Int) {
        switch state {
        case .open, .shut: return
        case .held(_, let count):
            (state, sent) = (.shut(since: now), now)
            taken += count
            room -= count
        case .carrying(let since, _):
            state = .shut(since: since)
            let carried = min(room, segment)
            taken += carried
            room -= carried
        }
        answerArrives = nil
        beginProbing(at: now)
    }

    /// tcp_check_probe_timer: no user timeout shortens the first pause.
    private mutating func beginProbing(at now: Int) {
        (backoff, unanswered, heard, lastProbe, pauses) = (0, 0, now, now, [])
        arm(firstPause, at: now)
    }

    /// tcp_probe_timer and tcp_send_probe0, and the peer's answer.
    private mutating func fire(at now: Int) {
        if let firstProbe, userTimeout > 0, now - firstProbe >= userTimeout {
            isAborted = true
            return
        }
        if room > 0 { return carry(at: now) }
        firstProbe = firstProbe ?? now
        pauses.append(now - lastProbe)
        lastProbe = now
        unanswered += 1
        backoff += 1
        armClamped(at: now)
        // tcp_invalid_ratelimit
        guard now - answered >= 500 else { return }
        answered = now
        answerArrives = now + roundTrip
    }

    private mutating func carry(at now: Int) {
        (firstProbe, due, answerArrives, backoff, unanswered) = (nil, nil, nil, 0, 0)
        sent = now
        var since = now
        if case .shut(let before) = state { since = before }
        state = .carrying(since: since, until: now + max(1, roundTrip))
    }

    /// tcp_probe0_when and tcp_clamp_probe0_to_user_timeout.
    private mutating func armClamped(at now: Int) {
        let pause = min(firstPause << min(backoff, 16), pauseMax)
        guard let firstProbe, userTimeout > 0, now - firstProbe <= userTimeout else {
            return arm(pause, at: now)
        }
        arm(min(pause, max(2, userTimeout - (now - firstProbe))), at: now)
    }

    private mutating func arm(_ pause: Int, at now: Int) {
        due = (now + pause, now + pause + (pause > 256 ? random.below(lateMax) : 0))
    }
}

extension Instant {
    init(milliseconds: Int) {
        self.init(nanoseconds: Int64(milliseconds) * 1_000_000)
    }
}
