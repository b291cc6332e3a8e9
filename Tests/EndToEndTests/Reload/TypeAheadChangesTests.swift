// `type_ahead` counts at once, for those who are in line already too. What it does is tested under
// Line and Vanishing.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct TypeAheadChangesTests {
    @Test func `what is held of a waiter is discarded once that is the rule`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["type_ahead: hold"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try waiter.send("reboot\r\n")
        try gateway.home.configure([.init(connect: device.url)])
        #expect(try gateway.reload())
        try waiter.send("reboot\r\n")
        holder.close()
        try waiter.readGrant()
        try waiter.read(until: FakeDevice.prompt)
        try waiter.send("version\r\n")
        try waiter.read(until: FakeDevice.version)
        #expect(device.last?.text == "version\r\n")
    }

    @Test func `what a waiter types is held once that is the rule`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try gateway.home.configure([.init(connect: device.url, keys: ["type_ahead: hold"])])
        #expect(try gateway.reload())
        try waiter.send("version\r\n")
        holder.close()
        try waiter.readGrant()
        try waiter.read(until: FakeDevice.version)
        #expect(device.last?.text == "version\r\n")
    }
}
