// The pace of the kernel's probes at a shut window, on a real pair of sockets, on any kernel: with
// the user timeout pushed on they come so often, and it never ends the connection.

import CLinuxTCP
import GatewayTestSupport
import LeaseCore
import Testing

@testable import GatewayServer

@Suite struct WindowProbesTests {
    @Test func `a shut window is probed every 600 ms, and nobody is killed`() throws {
        let pair = try ConnectedPair()
        defer { pair.close() }
        var probes = WindowProbes(deadPeer: .seconds(1), from: TCPReading(linux_tcp_reading()))
        let times = LivenessTimes(deadPeer: .seconds(1))
        try pair.fill()
        let begin = ContinuousClock.now
        var heardMax = Duration.zero
        try eventually("seven seconds are over") {
            let reading = try #require(TCPReading(descriptor: pair.writing))
            #expect(reading.departure == nil)
            if let timeout = probes.userTimeout(reading, at: .now) {
                times.setUserTimeout(timeout, of: pair.writing)
            }
            heardMax = max(heardMax, reading.sinceHeard)
            return ContinuousClock.now - begin > .seconds(7)
        }
        // By itself the kernel would have paused for 3.2 s by now. One probe may go unanswered.
        #expect(heardMax < .milliseconds(1_400))
        #expect(heardMax > .milliseconds(300))
    }

    @Test func `a window that opens again needs no user timeout`() {
        var probes = WindowProbes(deadPeer: .seconds(10), from: TCPReading(linux_tcp_reading()))
        var shut = linux_tcp_reading()
        shut.not_sent_bytes = 1
        let now = Instant(nanoseconds: 0)
        #expect(probes.userTimeout(TCPReading(linux_tcp_reading()), at: now) == nil)
        #expect(probes.userTimeout(TCPReading(shut), at: now) == 4_900)
        #expect(probes.userTimeout(TCPReading(shut), at: now + .seconds(7)) == 11_900)
        #expect(probes.userTimeout(TCPReading(linux_tcp_reading()), at: now) == 0)
        #expect(probes.userTimeout(TCPReading(linux_tcp_reading()), at: now) == nil)
    }

    @Test func `a window that has opened after a probe is the kernel's, as nobody knows its clock`()
    {
        var probes = WindowProbes(deadPeer: .seconds(1), from: TCPReading(linux_tcp_reading()))
        var shut = linux_tcp_reading()
        shut.not_sent_bytes = 1
        let now = Instant(nanoseconds: 0)
        #expect(probes.userTimeout(TCPReading(shut), at: now) == 500)
        var open = linux_tcp_reading()
        open.window_limited_us = 1_000_000
        #expect(probes.userTimeout(TCPReading(open), at: now + .seconds(1)) == 0)
        #expect(probes.userTimeout(TCPReading(shut), at: now + .seconds(2)) == nil)
        var later = WindowProbes(deadPeer: .seconds(1), from: TCPReading(open))
        #expect(later.userTimeout(TCPReading(shut), at: now) == nil)
    }

    @Test func `where bytes are taken, the clock is never set later than the kernel's may be`() {
        var probes = WindowProbes(deadPeer: .seconds(1), from: TCPReading(linux_tcp_reading()))
        var shut = linux_tcp_reading()
        shut.not_sent_bytes = 1
        let now = Instant(nanoseconds: 0)
        func timeout(_ milliseconds: Int, heard: Int, acknowledged: UInt64) -> UInt32? {
            shut.bytes_acked = acknowledged
            shut.last_ack_received_ms = UInt32(milliseconds - heard)
            shut.last_data_received_ms = shut.last_ack_received_ms
            return probes.userTimeout(TCPReading(shut), at: now + .milliseconds(milliseconds))
        }
        #expect(timeout(0, heard: 0, acknowledged: 0) == 500)
        #expect(timeout(190, heard: 0, acknowledged: 0) == 690)
        // The first probe had room for a byte: what counts is the next one.
        #expect(timeout(240, heard: 200, acknowledged: 1) == 550)
        // That one has been answered. What is taken now says nothing about it.
        #expect(timeout(500, heard: 450, acknowledged: 1) == 810)
        #expect(timeout(700, heard: 650, acknowledged: 2) == 1_010)
    }
}
