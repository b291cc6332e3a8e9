// A device that refuses for longer than `device_ready`: the holder ends, the device is down, those
// in line stay, and the first of them is on when it comes back.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DeviceStaysAwayTests {
    @Test func `the holder ends, the waiters stay, and the first is on when it is back`() throws {
        let device = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let gateway = try GatewayProcess.start(for: device, keys: ["device_ready: 2s"])
        let start = ContinuousClock.now
        let holder = try gateway.client()
        let lease = try holder.readToGrant()
        let first = try gateway.waiter()
        let second = try gateway.waiter()
        #expect(try holder.readToEnd().1 == .closed)
        let lasted = ContinuousClock.now - start
        #expect(lasted > .milliseconds(1900))
        #expect(lasted < .seconds(2) + noise * 2)
        try gateway.wait(until: "board1", is: "down")
        #expect(try gateway.status(of: "board1").queue.map(\.position) == [1, 2])
        #expect(try gateway.status(of: "board1").holder == nil)
        let row = try gateway.history.ended(holder)
        #expect(row.ending == "device_refused device connecting")
        #expect(row.role == "holder")
        #expect(row.endDetail == "Connection refused (errno 111)")

        try device.welcome()
        let next = try first.readToGrant()
        #expect(next > lease)
        try first.read(until: FakeDevice.prompt)
        try gateway.wait(until: "board1", is: "held")
        first.close()
        try second.readToGrant()
        try second.read(until: FakeDevice.prompt)
        #expect(device.connections.count == 2)
    }

    @Test func `nobody tries a device that is down while nobody waits`() throws {
        let device = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let gateway = try GatewayProcess.start(for: device, keys: ["device_ready: 1s"])
        let holder = try gateway.client()
        #expect(try holder.readToEnd().1 == .closed)
        try gateway.wait(until: "board1", is: "down")
        try device.welcome()
        let listening = ContinuousClock.now
        try eventually("two of its seconds are over") {
            ContinuousClock.now - listening > .milliseconds(2200)
        }
        #expect(device.connections.isEmpty)

        let next = try gateway.client()
        try next.readToGrant()
        try next.read(until: FakeDevice.prompt)
    }

    @Test(.needs(.networkNamespaces))
    func `a device that has not answered one connect is unreachable, and the record says so`()
        throws
    {
        let host = try NetworkNamespace.start()
        try host.vanish()
        let gateway = try GatewayHome([
            .init(connect: "tcp://\(host.inside):23", keys: ["device_ready: 2s"])
        ]).serve()
        let holder = try gateway.client()
        try holder.readGrant()
        #expect(try holder.readToEnd().1 == .closed)
        let row = try gateway.history.ended(holder)
        #expect(row.ending == "device_unreachable device connecting")
        #expect(row.endDetail == "the connect had no answer in 2s")
    }

    @Test func `a connect that fails at once is recorded behind its grant`() throws {
        // No TCP goes to a broadcast address: connect(2) itself fails.
        let gateway = try GatewayHome([
            .init(connect: "tcp://255.255.255.255:9", keys: ["device_ready: 1s"])
        ]).serve()
        let holder = try gateway.client()
        try holder.readToGrant()
        #expect(try holder.readToEnd().1 == .closed)
        let row = try gateway.history.ended(holder)
        #expect(row.ending == "device_unreachable device connecting")
        #expect(row.endDetail == "Network is unreachable (errno 101)")
        #expect(try gateway.history.events(of: row).map(\.kind) == ["link_unreachable"])
    }
}
