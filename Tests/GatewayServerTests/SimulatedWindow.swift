// A peer's window and the kernel's probes of it in simulated time, after net/ipv4/tcp_timer.c,
// tcp_input.c and tcp_output.c of Linux 6.18: for hours of openings and shuttings in which nobody
// may be killed. That the kernel does so is seen with sockets, in `WindowProbesTests`, and end to
// end. Bytes in flight are not simulated: what is sent has arrived.

import CLinuxTCP
import LeaseCore
import LeaseSimulation

@testable import GatewayServer

/// A living peer that reads when it likes. Times are in milliseconds.
struct SimulatedWindow {
    /// What the kernel has been told.
    var userTimeout = 0
    /// The pauses between the probes since the window was shut.
    private(set) var pauses: [Int] = []
    private(set) var isAborted = false
    private(set) var isShut = false

    private let firstPause = 212
    private let pauseMax: Int
    private let roundTrip: Int
    /// The kernel fires so much later than it means to, at most.
    private let lateMax = 32

    private var random: SplitMix64
    /// `icsk_probes_tstamp`.
    private var firstProbe: Int?
    private var backoff = 0
    private var due: (planned: Int, fires: Int)?
    private var probed = 0
    private var heard = 0
    private var answered = -1_000
    private var answerArrives: Int?
    private var unanswered = 0
    private var taken = 0
    private var shutSince = 0
    private var waited = 0

    init(pauseMax: Int, roundTrip: Int, seed: UInt64) {
        self.pauseMax = pauseMax
        self.roundTrip = roundTrip
        random = SplitMix64(seed: seed)
    }

    mutating func shut(at now: Int) {
        (isShut, shutSince, backoff, pauses) = (true, now, 0, [])
        heard = now
        // tcp_check_probe_timer: no user timeout shortens this one.
        arm(firstPause, at: now)
    }

    /// `forAll`: for all of what the kernel sends next. Only then it forgets the first probe.
    private mutating func open(forAll: Bool, at now: Int) {
        waited += now - shutSince
        (isShut, due, backoff, unanswered) = (false, nil, 0, 0)
        answerArrives = nil
        heard = now
        taken += 1
        if forAll { firstProbe = nil }
    }

    /// The peer reads, or stops, or sends something by itself.
    mutating func move(_ random: inout SplitMix64, at now: Int) {
        if !isShut {
            shut(at: now)
        } else if random.once(in: 4) {
            hear(at: now)
        } else {
            open(forAll: random.once(in: 2), at: now)
        }
    }

    /// When the kernel does something by itself; nil: it does not.
    var nextFiring: Int? {
        due.map { min($0.fires, answerArrives ?? .max) }
    }

    mutating func advance(to now: Int) {
        while let next = nextFiring, next <= now, !isAborted {
            if next == answerArrives {
                answerArrives = nil
                hear(at: next)
            } else {
                fire(at: next)
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
        reading.retransmission_timeout_us = UInt32(firstPause * 1_000)
        reading.window_limited_us = UInt64(waited + (isShut ? now - shutSince : 0)) * 1_000
        reading.last_ack_received_ms = UInt32(now - heard)
        reading.last_data_received_ms = reading.last_ack_received_ms
        return TCPReading(reading)
    }

    /// tcp_probe_timer, and the peer's answer.
    private mutating func fire(at now: Int) {
        if let firstProbe, userTimeout > 0, now - firstProbe >= userTimeout {
            isAborted = true
            return
        }
        firstProbe = firstProbe ?? now
        pauses.append(now - (pauses.isEmpty ? shutSince : probed))
        probed = now
        unanswered += 1
        backoff += 1
        armClamped(at: now)
        // tcp_invalid_ratelimit
        guard now - answered >= 500 else { return }
        answered = now
        answerArrives = now + roundTrip
    }

    private mutating func hear(at now: Int) {
        heard = now
        unanswered = 0
        if isShut { armClamped(at: now) }
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
