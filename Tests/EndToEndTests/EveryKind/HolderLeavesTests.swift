// The holder leaves by itself: FIN, RST, FIN in the middle of what the device says or behind bytes
// that it does not take, SIGKILL. With each kind of device the next one is on at once, and alone.
// What only TCP can show, as a slot that refuses or a FIN forgotten, is under Handover and Device;
// a board that never stops talking is waited for on a kept link alone, and is under Serial.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct HolderLeavesTests {
    @Test(arguments: DeviceKind.allCases)
    func `a holder's FIN hands over at once`(kind: DeviceKind) throws {
        try expectHandOver(kind, "client_closed") { _, holder in holder.close() }
    }

    @Test(arguments: DeviceKind.allCases)
    func `a holder's RST hands over at once`(kind: DeviceKind) throws {
        try expectHandOver(kind, "client_reset") { _, holder in holder.reset() }
    }

    @Test(arguments: DeviceKind.allCases)
    func `so does a FIN while the device talks`(kind: DeviceKind) throws {
        let words = String(repeating: "the answer to first. ", count: 100)
        try expectHandOver(kind, "client_closed") { device, holder in
            try device.say(words)
            try holder.read(until: "answer")
            try device.say(words)
            holder.halfClose()
        }
    }

    private func expectHandOver(
        _ kind: DeviceKind,
        _ reason: String,
        leave: (any PlayedDevice, LineClient) throws -> Void
    ) throws {
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder(on: device)
        let waiter = try gateway.waiter()
        let taken = try time {
            try leave(device, holder)
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        try device.expectAlone(waiter)
        #expect(device.visits.first == "first")
        #expect(try gateway.history.ended(holder).ending == "\(reason) client holding")
    }

    @Test(arguments: DeviceKind.allCases)
    func `so does SIGKILL of a client that has output unread`(kind: DeviceKind) throws {
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.netcatHolder(on: device)
        holder.pause()
        try device.say(String(repeating: "u", count: 1_000))
        let address = try gateway.address()
        try eventually("output waits unread in the client's kernel") {
            try holder.unreadInKernelCount(of: address) >= 1_000
        }
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.kill()
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        try device.expectAlone(waiter)
        #expect(try gateway.history.firstEnded().ending == "client_reset client holding")
    }

    @Test(arguments: DeviceKind.allCases)
    func `so does a FIN behind bytes that the device does not take`(kind: DeviceKind) throws {
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder(on: device)
        try device.stall()
        try holder.send([UInt8](repeating: UInt8(ascii: "r"), count: 60_000))
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.close()
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        try device.waitForVisit(2)
        device.goOn()
        try device.expectAlone(waiter)
        #expect(try #require(device.visits.first).utf8.count < 60_000)
        #expect(try gateway.history.ended(holder).ending == "client_closed client holding")
    }
}
