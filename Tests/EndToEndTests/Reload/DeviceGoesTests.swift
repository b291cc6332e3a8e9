// A device that the configuration has no more goes as by drain, and is gone when nobody is there;
// one that it has anew is served; one that it has again in time stays.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DeviceGoesTests {
    private func devices(_ device: FakeDevice, _ names: String...) -> [GatewayHome.Device] {
        names.map { .init($0, connect: device.url) }
    }

    @Test func `a device that is removed goes when its holder has left`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayHome(devices(device, "board1", "board2")).serve()
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        let port = try gateway.address()
        try gateway.home.configure(devices(device, "board2"))
        #expect(try gateway.reload())
        #expect(try waiter.readFarewell() == "board1: the device is out of service.")
        #expect(throws: SystemCallFailure.self) { try LineClient.connect(to: port) }
        let status = try gateway.status().devices
        #expect(status.map(\.device) == ["board2", "board1"])
        #expect(status.map(\.state) == ["free", "draining"])
        let row = try gateway.history.ended(waiter)
        #expect(row.ending == "device_drained operator queued")
        #expect(row.endActor == nil)
        #expect(row.endDetail == "the configuration has the device no more")

        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        holder.close()
        try eventually("the device is gone") { try gateway.status().devices.count == 1 }
        #expect(try gateway.history.ended(holder).ending == "client_closed client holding")
        try device.waitUntilFree()
    }

    @Test func `a device that is added is served`() throws {
        let (first, second) = (try FakeDevice.start(), try FakeDevice.start())
        let gateway = try GatewayHome(devices(first, "board1")).serve()
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try gateway.home.configure(devices(second, "board0") + devices(first, "board1"))
        #expect(try gateway.reload())
        #expect(try gateway.status().devices.map(\.device) == ["board0", "board1"])
        let added = try gateway.holder(of: "board0")
        try added.read(until: FakeDevice.prompt)
        #expect(second.connections.count == 1)
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
    }

    @Test func `a device that is back before its holder has left stays`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayHome(devices(device, "board1", "board2")).serve()
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try gateway.home.configure(devices(device, "board2"))
        #expect(try gateway.reload())
        try gateway.home.configure(devices(device, "board1", "board2"))
        #expect(try gateway.reload())
        #expect(try gateway.status(of: "board1").state == "held")
        let waiter = try gateway.waiter()
        holder.close()
        try waiter.readGrant()
    }

    @Test func `a device that was drained is out of service when it is back`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayHome(devices(device, "board1", "board2")).serve()
        #expect(try gateway.home.run("drain", "board1").status == .exited(0))
        try gateway.home.configure(devices(device, "board2"))
        #expect(try gateway.reload())
        try eventually("the device is gone") { try gateway.status().devices.count == 1 }
        try gateway.home.configure(devices(device, "board1", "board2"))
        #expect(try gateway.reload())
        #expect(try gateway.status(of: "board1").state == "drained")
        #expect(try gateway.home.run("resume", "board1").status == .exited(0))
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
    }
}
