// A second signal ends the gateway at once, in the middle of its stop; the next start closes what
// it left open.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct SecondSignalTests {
    @Test func `a second signal ends the gateway at once`() throws {
        let device = try FakeDevice.start(.init { $0.closeDelay = .seconds(60) })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        gateway.signal(SIGTERM)
        try eventually("the stop has begun") { device.last?.finSeen != nil }
        let taken = try time {
            gateway.signal(SIGTERM)
            _ = try gateway.waitForExit()
        }
        #expect(taken < .milliseconds(500), "without it the link is released after a second")
        let again = try gateway.home.serve()
        let row = try #require(try again.history.sessions().first)
        #expect(["gateway_shutdown", "gateway_crash"].contains(row.endReason))
    }
}
