// A waiter that leaves before its turn: the device never hears of it. The device resets whoever
// comes while it is taken, so that its log has even a try.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct WaiterLeavesTests {
    @Test(arguments: [false, true])
    func `no connection to the device is ever made for a waiter that leaves`(
        byReset: Bool
    ) throws {
        let device = try FakeDevice.start(.init { $0.whileTaken = .resets })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        let leaver = try gateway.waiter()
        let stayer = try gateway.waiter()
        if byReset { leaver.reset() } else { leaver.close() }
        try eventually("one waits") { try gateway.status(of: "board1").queue.count == 1 }
        #expect(try gateway.status(of: "board1").queue.first?.position == 1)
        holder.close()
        try stayer.readGrant()
        try stayer.send("stayer")
        try stayer.read(until: "stayer")
        stayer.close()

        let rows = try gateway.history.sessions(ended: 3)
        #expect(device.connections.map(\.text) == ["", "stayer"])
        #expect(device.sawOneAtATime)
        let row = try #require(rows.first { $0.address == "\(leaver.address)" })
        #expect(row.ending == (byReset ? "client_reset" : "client_closed") + " client queued")
        #expect(row.role == "waiter")
        #expect(row.lease == nil)
        #expect(row.grantedAt == nil)
        #expect(row.heldMs ?? 0 == 0)
        #expect(row.queuePosition == 1)
    }
}
