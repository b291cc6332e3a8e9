// A connect that is abandoned during the handshake can kill a board's listener until somebody
// resets the board. So the gateway lets it end by itself, whoever has left meanwhile.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct ConnectIsNotAbandonedTests {
    @Test(arguments: [true, false])
    func `a holder that leaves during the handshake does not kill the board`(
        byReset: Bool
    ) throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(in: host)
        let gateway = try GatewayProcess.start(for: device)
        try host.loseHandshakes()
        let holder = try gateway.client()
        try eventually("the handshake has begun") { device.handshakes.count == 1 }
        if byReset { holder.reset() } else { holder.close() }
        _ = try gateway.history.firstEnded()
        try host.comeBack()
        // Whether it comes before the handshake is done or after that, it is served.
        let next = try gateway.client()
        try next.readToGrant()
        try next.read(until: FakeDevice.prompt)
        try next.send("version\r\n")
        try next.read(until: FakeDevice.version)
        #expect(device.deaths.isEmpty)
        #expect(device.sawOneAtATime)
    }

    @Test func `a stop in the middle of the handshake waits for it`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(in: host)
        let gateway = try GatewayProcess.start(for: device)
        try host.loseHandshakes()
        let holder = try gateway.client()
        try holder.readToGrant()
        try eventually("the handshake has begun") { device.handshakes.count == 1 }
        gateway.signal(SIGTERM)
        try host.comeBack()
        #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(0))
        let next = try gateway.home.serve().client()
        try next.readToGrant()
        try next.read(until: FakeDevice.prompt)
        #expect(device.deaths.isEmpty)
    }
}
