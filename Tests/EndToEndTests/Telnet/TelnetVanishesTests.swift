// The host of a telnet client vanishes: with a `dead_peer` below 3 s, a telnet NOP shows sooner
// than keep-alive that nobody is there.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct TelnetVanishesTests {
    @Test func `an idle holder that vanishes is found within two seconds`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(
            for: device,
            at: host.outside,
            keys: ["dead_peer: 1s"]
        )
        let holder = try TerminalProgram.telnet(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        let waiter = try LineClient.connect(to: gateway.rawAddress())
        try waiter.readPlace()
        try host.vanish()
        let taken = try time { try waiter.readGrant() }
        #expect(taken < .seconds(2) + noise)
        #expect(taken > .milliseconds(900))
        #expect(try gateway.history.firstEnded().endReason == "client_unacked")
    }

    @Test func `a paused telnet is not dead, and is sent no heap of NOPs`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device, keys: ["dead_peer: 1s"])
        let holder = try gateway.client()
        try holder.read(until: FakeDevice.prompt)
        let start = ContinuousClock.now
        try eventually("three seconds are over") { ContinuousClock.now - start > .seconds(3) }
        let unread = holder.unreadInKernelCount
        #expect((8...40).contains(unread))
        #expect(try gateway.status(of: "board1").state == "held")
    }
}
