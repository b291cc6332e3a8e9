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
        let (holder, next, taken) = try gateway.handOverBehindStall(
            of: device,
            byteCount: 60_000
        )
        #expect(taken < atOnce)
        #expect(try gateway.history.ended(holder).ending == "client_closed client holding")
        #expect(try next.sendAlone("mine", to: device) == "mine")
        #expect(device.connections.first?.received.count ?? 0 < 60_000)
        #expect(device.sawOneAtATime)
    }
}
