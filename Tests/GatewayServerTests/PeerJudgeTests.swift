// Present, vanished or stalled: the judgement over readings as the kernel gives them, without a
// socket. That the kernel does give them is seen end to end, where hosts vanish.

import CLinuxTCP
import LeaseCore
import Testing

@testable import GatewayServer

@Suite struct PeerJudgeTests {
    private static func judge(deadPeer: Int, stallMax: Int = 60) -> PeerJudge {
        PeerJudge(by: .init(deadPeer: .seconds(deadPeer), stallMax: .seconds(stallMax)))
    }

    /// When, in milliseconds, a peer is found to be gone or stalled, by looks 50 ms apart; nil: not
    /// within two minutes.
    private static func verdict(
        _ judge: PeerJudge,
        _ reading: (_ milliseconds: Int) -> linux_tcp_reading
    ) -> (PeerJudge.Finding, milliseconds: Int)? {
        for milliseconds in stride(from: 0, to: 120_000, by: 50) {
            let now = Instant(nanoseconds: Int64(milliseconds) * 1_000_000)
            let finding = judge.judge(TCPReading(reading(milliseconds)), at: now)
            if finding != .present { return (finding, milliseconds) }
        }
        return nil
    }

    /// Vanished at 0, last heard of `heardBefore` earlier, with one segment in flight, which the
    /// kernel sends again after 200 ms, and then at twice that pause, up to a second.
    private static func vanished(_ milliseconds: Int, heardBefore: Int) -> linux_tcp_reading {
        var reading = linux_tcp_reading()
        reading.unacked_segments = 1
        reading.last_ack_received_ms = UInt32(milliseconds + heardBefore)
        reading.last_data_received_ms = reading.last_ack_received_ms
        var (sent, pause) = (0, 200)
        while sent + pause <= milliseconds {
            sent += pause
            pause = min(2 * pause, 1_000)
            reading.retransmits += reading.retransmits < 200 ? 1 : 0
        }
        reading.last_data_sent_ms = UInt32(milliseconds - sent)
        return reading
    }

    @Test(arguments: [1, 2, 3, 5, 10, 60])
    func `bytes in flight to nobody are found out within dead_peer`(deadPeer: Int) throws {
        for heardBefore in [0, deadPeer * 100, deadPeer * 1_000] {
            let (finding, milliseconds) = try #require(
                Self.verdict(Self.judge(deadPeer: deadPeer)) {
                    Self.vanished($0, heardBefore: heardBefore)
                }
            )
            #expect(finding == .vanished)
            // Heard of in the moment of the first sending, it has been asked from the second on.
            #expect(milliseconds <= max(deadPeer * 1_000, 1_650))
            #expect(milliseconds + heardBefore >= deadPeer * 1_000)
            #expect(milliseconds >= deadPeer * 450)
        }
    }

    @Test(arguments: [1, 2, 3, 5, 10])
    func `an idle connection is given up after its second probe, and in time`(
        deadPeer: Int
    ) throws {
        let interval = max(1, deadPeer / 10) * 1_000
        let (finding, milliseconds) = try #require(
            Self.verdict(Self.judge(deadPeer: deadPeer)) { milliseconds in
                var reading = linux_tcp_reading()
                reading.probes = UInt8(milliseconds / interval)
                reading.last_ack_received_ms = UInt32(milliseconds)
                reading.last_data_received_ms = UInt32(milliseconds)
                return reading
            }
        )
        #expect(finding == .vanished)
        #expect(milliseconds > 2 * interval)
        #expect(milliseconds <= (deadPeer + (deadPeer < 3 ? 2 : 1)) * 1_000)
    }

    @Test func `one unanswered moment after a long silence is nobody's end`() {
        // Nobody asked it for 50 s; then a byte is in flight for the time of a round trip.
        let verdict = Self.verdict(Self.judge(deadPeer: 1)) { milliseconds in
            var reading = linux_tcp_reading()
            let isAsked = milliseconds % 10_000 >= 9_800
            reading.unacked_segments = isAsked ? 1 : 0
            reading.last_ack_received_ms = UInt32(milliseconds % 10_000 + 40_000)
            reading.last_data_received_ms = reading.last_ack_received_ms
            return reading
        }
        #expect(verdict == nil)
    }

    @Test func `a peer that answers every probe of its shut window is present, then stalled`()
        throws
    {
        // A probe each 30 s, each answered at once: last heard of up to 30 s ago.
        let (finding, milliseconds) = try #require(
            Self.verdict(Self.judge(deadPeer: 1)) { milliseconds in
                var reading = linux_tcp_reading()
                reading.not_sent_bytes = 100_000
                reading.last_ack_received_ms = UInt32(milliseconds % 30_000)
                reading.last_data_received_ms = UInt32(milliseconds)
                return reading
            }
        )
        #expect(finding == .stalled)
        #expect(milliseconds == 60_000)
    }

    @Test func `a peer that answers what it does not take is present, then stalled`() throws {
        // A segment does not fit its window. It is sent again each second, and answered at once.
        let (finding, milliseconds) = try #require(
            Self.verdict(Self.judge(deadPeer: 1)) { milliseconds in
                var reading = linux_tcp_reading()
                reading.unacked_segments = 1
                reading.retransmits = UInt8(min(milliseconds / 1_000, 200))
                reading.last_data_sent_ms = UInt32(milliseconds % 1_000)
                reading.last_ack_received_ms = UInt32(milliseconds % 1_000)
                reading.last_data_received_ms = UInt32(milliseconds)
                return reading
            }
        )
        #expect(finding == .stalled)
        #expect(milliseconds == 60_000)
    }

    @Test func `a probe that a living peer need not answer is no question`() {
        // Probed 460 ms after its answer, which it leaves at that; then a probe is lost.
        let verdict = Self.verdict(Self.judge(deadPeer: 1, stallMax: 600)) { milliseconds in
            var reading = linux_tcp_reading()
            let sinceHeard = milliseconds % 1_460
            reading.not_sent_bytes = 100_000
            let isProbed = milliseconds > 1_460
            reading.probes = !isProbed || sinceHeard < 460 ? 0 : sinceHeard < 1_000 ? 1 : 2
            reading.last_ack_received_ms = UInt32(sinceHeard)
            reading.last_data_received_ms = UInt32(milliseconds)
            return reading
        }
        #expect(verdict == nil)
    }

    @Test func `who was silent until it was told something was not asked before`() {
        let told = Instant(nanoseconds: 0)
        let judge = PeerJudge(
            by: .init(
                deadPeer: .seconds(1),
                stallMax: .seconds(60),
                unwatched: LivenessTimes(deadPeer: .seconds(1)).unwatched,
                underWaySince: told
            )
        )
        // Heard of 900 ms before that, and sent to again after 200 ms.
        for milliseconds in stride(from: 500, through: 590, by: 10) {
            var reading = linux_tcp_reading()
            reading.unacked_segments = 1
            reading.retransmits = 1
            reading.last_data_sent_ms = UInt32(milliseconds - 200)
            reading.last_ack_received_ms = UInt32(milliseconds + 900)
            reading.last_data_received_ms = reading.last_ack_received_ms
            let finding = judge.judge(TCPReading(reading), at: told + .milliseconds(milliseconds))
            #expect(finding == .present)
        }
    }

    @Test
    func `a probe that comes soon after another's answer is no question, whatever came between`() {
        // A slow reader's window: a probe answered at 1,000, something taken at 1,045, a probe that
        // it need not answer at 1,280, and one that an outage swallowed at 1,760.
        let verdict = Self.verdict(Self.judge(deadPeer: 1)) { milliseconds in
            var reading = linux_tcp_reading()
            reading.not_sent_bytes = 100_000
            let answers = [0, 1_000, 1_045] + Array(stride(from: 2_300, to: 120_000, by: 600))
            let heard = answers.last { $0 <= milliseconds } ?? 0
            reading.bytes_acked = milliseconds < 1_045 ? 0 : UInt64(milliseconds / 10_000) + 1
            reading.probes =
                heard != 1_045 || milliseconds < 1_280 ? 0 : milliseconds < 1_760 ? 1 : 2
            reading.last_ack_received_ms = UInt32(milliseconds - heard)
            reading.last_data_received_ms = UInt32(milliseconds)
            return reading
        }
        #expect(verdict == nil)
    }

    @Test func `a watch that begins anew goes on with what was asked in vain`() {
        let terms = PeerJudge.Terms(deadPeer: .seconds(3), stallMax: .seconds(60))
        let judge = PeerJudge(by: terms)
        let verdict = Self.verdict(judge) { milliseconds in
            if milliseconds % 800 == 0 { judge.adopt(terms) }
            return Self.vanished(milliseconds, heardBefore: 100)
        }
        #expect(verdict?.0 == .vanished)
        #expect((2_900...3_000).contains(verdict?.milliseconds ?? 0))
    }

    @Test func `two questions that were enough for a shorter dead_peer are not for a longer`() {
        let judge = Self.judge(deadPeer: 1)
        let verdict = Self.verdict(judge) { milliseconds in
            if milliseconds == 900 {
                judge.adopt(.init(deadPeer: .seconds(10), stallMax: .seconds(60)))
            }
            return Self.vanished(milliseconds, heardBefore: 0)
        }
        #expect(verdict?.0 == .vanished)
        #expect((10_000...11_000).contains(verdict?.milliseconds ?? 0))
    }

    @Test(arguments: [2, 3, 10])
    func `what the kernel has asked in vain before anybody looked counts`(deadPeer: Int) {
        let unwatched = LivenessTimes(deadPeer: .seconds(deadPeer)).unwatched
        let (idle, interval) = (Int(unwatched.idleSeconds), Int(unwatched.intervalSeconds))
        // Vanished at 0, and told something 900 ms before its time is over.
        let told = deadPeer * 1_000 - 900
        let terms = PeerJudge.Terms(
            deadPeer: .seconds(deadPeer),
            stallMax: .seconds(60),
            unwatched: unwatched,
            underWaySince: Instant(nanoseconds: Int64(told) * 1_000_000)
        )
        let judge = PeerJudge(by: terms)
        let found = stride(from: told + 50, to: 60_000, by: 50).first { milliseconds in
            var reading = Self.vanished(milliseconds - told, heardBefore: told)
            reading.probes = UInt8(max(0, 1 + (told - idle * 1_000) / (interval * 1_000)))
            let now = Instant(nanoseconds: Int64(milliseconds) * 1_000_000)
            return judge.judge(TCPReading(reading), at: now) == .vanished
        }
        #expect((deadPeer * 1_000...deadPeer * 1_000 + 700).contains(found ?? 0))
    }

    @Test func `a peer that takes a little now and then is not stalled`() {
        let verdict = Self.verdict(Self.judge(deadPeer: 1, stallMax: 5)) { milliseconds in
            var reading = linux_tcp_reading()
            reading.not_sent_bytes = 100_000
            reading.bytes_acked = UInt64(milliseconds / 4_000)
            reading.last_ack_received_ms = UInt32(milliseconds % 500)
            return reading
        }
        #expect(verdict == nil)
    }

    @Test func `a dead peer is not said to be stalled, however soon that would be`() throws {
        let (finding, _) = try #require(
            Self.verdict(Self.judge(deadPeer: 10, stallMax: 2)) {
                Self.vanished($0, heardBefore: 1)
            }
        )
        #expect(finding == .vanished)
    }
}
