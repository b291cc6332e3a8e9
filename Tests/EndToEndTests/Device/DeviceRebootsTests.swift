// The device reboots under a connection: it forgets it without a word. The holder's next byte, or
// the gateway's keep-alive, finds that out, and the next one is on.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.reboots)) struct DeviceRebootsTests {
    @Test func `a holder that types into a rebooted device ends with device_reset`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try device.reboot()
        try holder.send("version\r\n")
        #expect(try holder.readToEnd().1 == .closed)
        try waiter.readToGrant()
        try waiter.read(until: FakeDevice.prompt)
        #expect(try gateway.history.ended(holder).ending == "device_reset device holding")
        #expect(device.sawOneAtATime)
    }

    @Test func `a reboot under an idle connection is found by keep-alive`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["dead_peer: 3s"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        let waiter = try gateway.waiter()
        try device.reboot()
        let taken = try time { try waiter.readToGrant() }
        #expect(taken < .seconds(3) + .seconds(1) + noise)
        try waiter.read(until: FakeDevice.prompt)
        #expect(try gateway.history.ended(holder).ending == "device_reset device holding")
    }

    @Test func `a holder that leaves a rebooting device leaves it usable`() throws {
        let device = try FakeDevice.start(.init { $0.bootTime = .seconds(2) })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        try device.reboot()
        holder.close()
        try gateway.expectUsable(device)
        #expect(device.sawOneAtATime)
    }
}
