// The record of one who came to a pool: the row is of the device that it got, says which pool it
// came to, and keeps where it waited as an event.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PoolRecordTests {
    @Test func `the row is of the device that it got, and names the pool`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let waiter = try gateway.pooledWaiter()
        holders[1].close()
        let lease = try waiter.readGrant(of: "board2")
        try waiter.read(until: FakeDevice.prompt)
        waiter.close()
        let row = try gateway.history.ended(waiter)
        #expect(row.device == "board2")
        #expect(row.lease == lease)
        #expect(row.queuePosition == 1)
        #expect(row.clientContext == "{\"pool\":\"nrf52\"}")
        #expect(row.ending == "client_closed client holding")
        #expect((row.discrepancyMs ?? 1000) <= 1)
        let events = try gateway.history.events(of: row)
        #expect(events.first?.kind == "moved")
        #expect(events.first?.detail == "board1 to board2")
        #expect(events.count { $0.kind == "moved" } == 1)
        let own = try gateway.history.ended(holders[1])
        #expect(own.clientContext == nil)
    }

    @Test func `status shows the pool, and its waiter in the line of a device`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let pools = try gateway.status().pools
        #expect(pools.map(\.pool) == ["nrf52"])
        #expect(pools.map(\.devices) == [["board1", "board2"]])
        let table = try gateway.home.run("status")
        let address = try gateway.poolAddress()
        #expect(table.output.contains("\nnrf52  board1 board2  raw://\(address)\n"), "\(table)")
    }
}
