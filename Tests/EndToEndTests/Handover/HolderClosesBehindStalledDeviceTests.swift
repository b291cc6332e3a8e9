// The holder closes while the device takes nothing: its FIN is seen all the same, the lease passes
// on at once, and what the device had not taken is withdrawn.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct HolderClosesBehindStalledDeviceTests {
    @Test func `a FIN behind unread input hands over at once`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.manner = .silent
                $0.whileTaken = .resets
            }
        )
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        device.stall()
        try holder.send([UInt8](repeating: UInt8(ascii: "r"), count: 60_000))
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.close()
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        #expect(try gateway.history.ended(holder).ending == "client_closed client holding")
        try device.waitForConnection(2)
        device.goOn()
        try waiter.send("mine")
        try device.waitToReceive("mine")
        #expect(device.last?.text == "mine")
        #expect(device.connections.first?.received.count ?? 0 < 60_000)
        #expect(device.sawOneAtATime)
    }
}
