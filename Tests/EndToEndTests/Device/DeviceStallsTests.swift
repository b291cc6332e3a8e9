// A device that is there and takes nothing of what the holder sends: after `device_stall` the
// holder ends, and the next one gets a link of its own. One that is merely slow is left alone.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DeviceStallsTests {
    @Test func `a device that takes nothing for device_stall ends its holder`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.manner = .silent
            }
        )
        let gateway = try GatewayProcess.start(for: device, keys: ["device_stall: 2s"])
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        device.stall()
        let waiter = try gateway.waiter()
        let taken = try time {
            _ = try holder.sendUntilFull([UInt8](repeating: UInt8(ascii: "r"), count: 65_536))
            try waiter.readGrant(within: .seconds(10))
        }
        #expect(taken > .seconds(1) && taken < .seconds(4) + noise)
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "device_stalled device holding")
        try device.waitForConnection(2)
        #expect(device.sawOneAtATime)
    }

    @Test func `who has closed its side, and lingers, is told that too`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.manner = .silent
            }
        )
        let gateway = try GatewayProcess.start(for: device, keys: ["device_stall: 1s"])
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        device.stall()
        try holder.send([UInt8](repeating: UInt8(ascii: "r"), count: 200_000))
        holder.halfClose()
        #expect(try holder.readFarewell() == "board1: the device takes nothing any more.")
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "device_stalled device holding")
        #expect(row.endDetail?.hasSuffix(" B unsent, withdrawn") == true)
    }

    @Test func `a slow device is not a stalled one`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.manner = .silent
                $0.pace = (bytes: 2048, rest: .milliseconds(100))
            }
        )
        let gateway = try GatewayProcess.start(for: device, keys: ["device_stall: 3s"])
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        let begin = ContinuousClock.now
        try holder.send([UInt8](repeating: UInt8(ascii: "r"), count: 100_000))
        try eventually("the device has all", within: patience * 3) {
            device.last?.received.count == 100_000
        }
        #expect(ContinuousClock.now - begin > .seconds(4))
        #expect(try gateway.status(of: "board1").state == "held")
    }
}
