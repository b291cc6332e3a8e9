// SIGHUP: a terminal that is closed, or somebody who hopes for a reload. The gateway goes on, and
// nobody notices. What stops it is in TerminationTests.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct HangupTests {
    @Test func `a hang-up cuts nobody`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        gateway.signal(SIGHUP)
        try eventually("it is told") { gateway.errors.contains("SIGHUP") }
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit() == .exited(0))
    }
}
