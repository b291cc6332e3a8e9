// A device of a pool that is out of service: whoever comes to the pool gets another, whoever waits
// for any goes on in another's line, and when it is back it is theirs again.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DrainedDeviceTests {
    @Test func `a drained device is not given away, and is when it is back`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        #expect(try gateway.home.run("drain", "board1").status == .exited(0))
        let first = try gateway.pooled()
        try first.readGrant(of: "board2")
        let waiter = try gateway.pooledWaiter()
        #expect(try gateway.queue(of: "board2") == ["\(waiter.address)"])
        #expect(try gateway.home.run("resume", "board1").status == .exited(0))
        try waiter.readGrant(of: "board1")
        try waiter.read(until: FakeDevice.prompt)
    }

    @Test func `who waits for any goes on in another line, with its place`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let pooled = try gateway.pooledWaiter()
        let own = try gateway.waiter(of: "board1")
        let late = try gateway.waiter(of: "board2")
        #expect(try gateway.home.run("drain", "board1").status == .exited(0))
        #expect(try own.readFarewell() == "board1: the device is out of service.")
        let waiting = ["\(pooled.address)", "\(late.address)"]
        #expect(try gateway.queue(of: "board2") == waiting)
        holders[1].close()
        try pooled.readGrant(of: "board2")
        pooled.close()
        try late.readGrant(of: "board2")
    }

    @Test func `with all of them out of service the pool refuses`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let waiter = try gateway.pooledWaiter()
        for number in 1...2 {
            #expect(try gateway.home.run("drain", "board\(number)").status == .exited(0))
        }
        #expect(try waiter.readFarewell() == "board2: the device is out of service.")
        let late = try gateway.pooled()
        #expect(try late.readFarewell() == "board1: the device is out of service.")
        #expect(try gateway.history.ended(late).ending == "device_drained operator arriving")
        holders[0].close()
    }
}
