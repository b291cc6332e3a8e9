// A leaver that takes nothing more: it counts among its address's clients for as long as it stays,
// and stays for `client_stall`; one whose host vanishes, for `dead_peer`.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct LeaverTakesNothingTests {
    @Test func `a leaver that reads nothing for client_stall is given up, and that is noted`()
        throws
    {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(
            for: device,
            keys: ["client_stall: 3s"],
            gateway: ["clients_per_address_max: 2"]
        )
        let leaver = try gateway.pausedHolder(of: device, from: "127.0.0.5")
        device.close()
        let row = try gateway.history.ended(leaver)
        let left = ContinuousClock.now
        let next = try gateway.client(from: "127.0.0.5")
        try next.readGrant()
        let third = try gateway.client(from: "127.0.0.5")
        #expect(try third.readToEnd().0.contains("127.0.0.5"), "a leaver is not counted")
        try waitUntilLost(row, gateway)
        let taken = ContinuousClock.now - left
        #expect(taken > .milliseconds(2_500) && taken < .seconds(3) + noise)
        #expect(try leaver.readToEnd().1 == .reset)
        next.close()
        try gateway.client(from: "127.0.0.5").readToGrant()
    }

    @Test func `a leaver whom the gateway's own end cuts off is told by RST, and that is noted`()
        throws
    {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        let leaver = try gateway.pausedHolder(of: device)
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit() == .exited(0))
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "gateway_shutdown gateway holding")
        try waitUntilLost(row, gateway)
        #expect(try leaver.readToEnd().1 == .reset)
    }

    @Test func `a leaver that vanishes is found within dead_peer and a second`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "2s")
        let leaver = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try leaver.read(until: "is yours")
        leaver.pause()
        device.say(String(repeating: Numbered.text, count: 5))
        try device.waitUntilQuiet()
        device.close()
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "device_closed device holding")
        try lookAway()
        try host.vanish()
        let taken = try time { try waitUntilLost(row, gateway) }
        #expect(taken < .seconds(3) + noise)
    }

    /// Until it is recorded that the session's client did not get everything.
    private func waitUntilLost(_ row: SessionRow, _ gateway: GatewayProcess) throws {
        let detail = try eventually("what is lost is noted") {
            try gateway.history.events(of: row).first { $0.kind == "output_lost" }?.detail
        }
        #expect(detail.contains(" B not taken; "))
    }
}
