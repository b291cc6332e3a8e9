// The holder closes its connection (FIN): its lease ends in that turn and the first in line is on.
// With nobody in line the device is left free.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct HolderClosesTests {
    @Test func `a holder's FIN hands over at once`() throws {
        let device = try FakeDevice.start(.init { $0.whileTaken = .resets })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.client()
        let first = try holder.readGrant()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        var second = 0
        let taken = try time {
            holder.close()
            second = try waiter.readGrant()
        }
        #expect(taken < atOnce)
        #expect(second > first)
        #expect(try waiter.read(until: FakeDevice.prompt) == FakeDevice.prompt)
        waiter.close()

        let rows = try gateway.history.sessions(ended: 2)
        #expect(rows.map(\.ending) == Array(repeating: "client_closed client holding", count: 2))
        #expect(rows.map(\.role) == ["holder", "holder"])
        #expect(rows.map(\.lease) == [first, second])
        #expect(rows.map(\.via) == ["raw", "raw"])
        #expect(rows.map(\.address) == ["\(holder.address)", "\(waiter.address)"])
        #expect(rows.map(\.queuePosition) == [0, 1])
        #expect(device.connections.count == 2)
        #expect(device.sawOneAtATime)
    }

    @Test func `a half-closed holder does not wait for its answer while somebody waits`() throws {
        let device = try FakeDevice.start(.init { $0.answerDelay = .seconds(60) })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.send("version\r\n")
        try device.waitToReceive("version\r\n")
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.halfClose()
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        let row = try gateway.history.ended(holder)
        #expect(row.ending == "client_closed client holding")
    }

    @Test func `a holder that nobody waits for leaves the device free`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        holder.close()
        try device.waitUntilFree()
        try gateway.wait(until: "board1", is: "free")
        let next = try gateway.holder()
        #expect(try next.read(until: FakeDevice.prompt) == FakeDevice.prompt)
    }
}
