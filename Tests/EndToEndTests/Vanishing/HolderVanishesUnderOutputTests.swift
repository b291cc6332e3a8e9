// The host of the holder vanishes while the device talks to it. Retransmission suppresses the
// kernel's keep-alive then: the gateway has to look for itself.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct HolderVanishesUnderOutputTests {
    @Test(arguments: [(deadPeer: "1s", max: 2), (deadPeer: "3s", max: 4)])
    func `a holder that vanishes under output is found within dead_peer and a second`(
        deadPeer: String,
        max: Int
    ) throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: deadPeer)
        let holder = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try host.vanish()
        let taken = try time {
            device.say("panic: nobody reads this\r\n")
            try waiter.readGrant()
        }
        #expect(taken < .seconds(max) + noise)
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_unacked client holding")
        let detail = try #require(row.endDetail)
        #expect(detail.contains("unacked 1,") && detail.contains("last heard"))
    }

    @Test func `status says that the holder is not answering, and how often it was asked`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "60s")
        let holder = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        try host.vanish()
        device.say("nobody reads this\r\n")
        try eventually("two questions are unanswered") {
            try gateway.status(of: "board1").holder?.probesUnanswered ?? 0 >= 2
        }
        #expect(try gateway.status(of: "board1").holder?.lastHeardMs ?? 0 > 300)
        let table = try gateway.home.run("status").output
        #expect(table.contains("not answering, "))
        #expect(table.contains(" of 10, heard "))
    }

    @Test func `an outage of a fourth of dead_peer under output costs nobody the lease`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "6s")
        let holder = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try host.vanish()
        let cut = ContinuousClock.now
        device.say("while it was away\r\n")
        try eventually("a second and a half are over") {
            ContinuousClock.now - cut > .milliseconds(1500)
        }
        try host.comeBack()
        try holder.read(until: "while it was away")
        #expect(try gateway.status(of: "board1").queue.count == 1)
        #expect(device.connections.count == 1)
        waiter.close()
    }
}
