// Who waits for a pool gets whichever of its devices is free first, also one in whose line it does
// not stand.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct WhicheverIsFreeTests {
    @Test(arguments: [1, 2])
    func `a waiter gets the device that is free first`(freed: Int) throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        // A device that is left in mid-greeting keeps its slot for a second.
        for holder in holders { try holder.read(until: FakeDevice.prompt) }
        let waiter = try gateway.pooled()
        #expect(try waiter.readPlace() == .init(1, of: 1))
        #expect(try gateway.queue(of: "board1") == ["\(waiter.address)"])
        let taken = try time {
            holders[freed - 1].close()
            try waiter.readGrant(of: "board\(freed)")
        }
        #expect(taken < atOnce)
        try waiter.read(until: FakeDevice.prompt)
        try waiter.send("version\r\n")
        try waiter.read(until: FakeDevice.version)
        #expect(try gateway.queue(of: "board1").isEmpty)
        #expect(devices.allSatisfy { $0.sawOneAtATime })
    }

    @Test func `each stands where its place is best, and who came first is served first`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let waiters = try (0..<4).map { _ in try gateway.pooledWaiter() }
        let addresses = waiters.map { "\($0.address)" }
        #expect(try gateway.queue(of: "board1") == [addresses[0], addresses[2]])
        #expect(try gateway.queue(of: "board2") == [addresses[1], addresses[3]])
        holders[1].close()
        try waiters[0].readGrant(of: "board2")
        waiters[0].close()
        try waiters[1].readGrant(of: "board2")
        waiters[1].close()
        try waiters[2].readGrant(of: "board2")
        holders[0].close()
        try waiters[3].readGrant(of: "board1")
    }

    @Test func `what was typed in line is nobody's, wherever that was`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let waiter = try gateway.pooledWaiter()
        try waiter.send("reboot\r\n")
        holders[1].close()
        try waiter.readGrant(of: "board2")
        try waiter.read(until: FakeDevice.prompt)
        try waiter.send("version\r\n")
        try waiter.read(until: FakeDevice.version)
        #expect(devices[1].connections.map(\.text) == ["", "version\r\n"])
    }
}
