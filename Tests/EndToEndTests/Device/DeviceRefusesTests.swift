// A device that refuses connections for a while: the holder keeps its lease and what it typed, and
// is on as soon as the device is back.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DeviceRefusesTests {
    @Test func `a device that refuses and comes back costs its holder nothing`() throws {
        let device = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.client()
        let lease = try holder.readToGrant()
        try gateway.wait(until: "board1", is: "connecting")
        #expect(["opening", "closed"].contains(try gateway.status(of: "board1").link))
        try holder.send("version\r\n")
        let waiter = try gateway.waiter()
        try device.welcome()
        try holder.read(until: FakeDevice.version)
        try gateway.wait(until: "board1", is: "held")
        #expect(try gateway.status(of: "board1").lease == lease)
        #expect(device.connections.map(\.text) == ["version\r\n"])
        holder.close()
        try waiter.readGrant()
    }

    @Test func `a holder that leaves a refusing device lets the next one on`() throws {
        let device = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.client()
        try holder.readToGrant()
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.close()
            try waiter.readToGrant()
        }
        #expect(taken < .seconds(2) + noise)
        try device.welcome()
        try waiter.read(until: FakeDevice.prompt)
        let row = try gateway.history.ended(holder)
        #expect(row.ending == "client_closed client connecting")
    }
}
