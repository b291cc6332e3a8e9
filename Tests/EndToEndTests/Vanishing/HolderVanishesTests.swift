// The host of the holder vanishes: nothing comes from it any more, not even a FIN. The lease passes
// on within `dead_peer` + 1 s.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct HolderVanishesTests {
    @Test func `an idle holder that vanishes is found within dead_peer and a second`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "3s")
        let holder = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        let waiter = try gateway.waiter()
        try host.vanish()
        let taken = try time { try waiter.readGrant() }
        #expect(taken < .seconds(3) + .seconds(1) + noise)
        #expect(try waiter.read(until: FakeDevice.prompt) == FakeDevice.prompt)
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_keepalive client holding")
        #expect(row.address.hasPrefix("\(host.inside):"))
    }

    @Test func `an outage of a fourth of dead_peer costs nobody the lease`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "6s")
        let holder = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        let lease = try gateway.status(of: "board1").lease
        try host.vanish()
        let cut = ContinuousClock.now
        try holder.type("version\n")
        try eventually("a second and a half are over") {
            ContinuousClock.now - cut > .milliseconds(1500)
        }
        try host.comeBack()
        try holder.read(until: FakeDevice.version)
        #expect(try gateway.status(of: "board1").lease == lease)
        #expect(device.connections.count == 1)
    }
}
