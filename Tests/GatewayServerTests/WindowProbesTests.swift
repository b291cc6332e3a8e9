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
        var probes = WindowProbes(deadPeer: .seconds(1))
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
        var probes = WindowProbes(deadPeer: .seconds(10))
        var shut = linux_tcp_reading()
        shut.not_sent_bytes = 1
        let now = Instant(nanoseconds: 0)
        #expect(probes.userTimeout(TCPReading(linux_tcp_reading()), at: now) == nil)
        #expect(probes.userTimeout(TCPReading(shut), at: now) == 5_000)
        #expect(probes.userTimeout(TCPReading(shut), at: now + .seconds(7)) == 12_000)
        #expect(probes.userTimeout(TCPReading(linux_tcp_reading()), at: now) == 0)
        #expect(probes.userTimeout(TCPReading(linux_tcp_reading()), at: now) == nil)
    }
}
