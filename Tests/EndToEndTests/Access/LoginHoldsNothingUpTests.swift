// A client that is being asked who it is is in no line: it keeps nobody from the device, may leave
// when it likes with a row of its own, and is told of a shutdown like all others.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct LoginHoldsNothingUpTests {
    @Test func `who is being asked keeps nobody from the device`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device, keys: ["queue_max: 0"])
        let silent = try gateway.client()
        _ = try silent.readNotice()
        let holder = try gateway.client(saying: "\(KnownUsers.tokenOfAlice)\n")
        try holder.readGrant()
        let status = try gateway.status(of: "board1")
        #expect(status.queue.isEmpty)
        holder.close()
        try gateway.history.ended(holder)
        try silent.send("\(KnownUsers.tokenOfBob)\n")
        try silent.readGrant()
    }

    @Test(arguments: [
        (true, "client_closed client arriving"), (false, "client_reset client arriving"),
    ])
    func `who leaves while it is asked has its own reason`(
        closes: Bool,
        ending: String
    ) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let client = try gateway.client(saying: "half")
        closes ? client.close() : client.reset()
        let row = try gateway.history.ended(client)
        #expect(row.ending == ending)
        #expect(row.role == "refused")
        #expect(device.connections.isEmpty)
    }

    @Test func `who is being asked is told of a shutdown`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let client = try gateway.client(saying: "half")
        gateway.signal(SIGTERM)
        #expect(try client.readFarewell() == "board1: the gateway is shutting down.")
        #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(0))
        let row = try #require(try gateway.history.sessions().first)
        #expect(row.ending == "gateway_shutdown gateway arriving")
    }
}
