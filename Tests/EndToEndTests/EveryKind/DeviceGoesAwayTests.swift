// The device itself goes: it closes its connection, its plug is pulled, its program ends. The
// holder is told, and the next one has it when it is back.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DeviceGoesAwayTests {
    @Test(arguments: DeviceKind.allCases)
    func `the holder is told, and the next one is on when it is back`(kind: DeviceKind) throws {
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder(on: device)
        let waiter = try gateway.waiter()
        let taken = try time {
            try device.goAway()
            #expect(try holder.readFarewell().isEmpty == false)
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        let row = try gateway.history.ended(holder)
        #expect(row.ending == "\(kind.reasonWhenGone) device holding")
        try device.comeBack()
        try device.waitForVisit(2)
        try device.expectAlone(waiter)
        #expect(device.visits == ["first", "mine"])
    }
}
