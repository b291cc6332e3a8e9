// The device ends the connection by itself, by FIN or by RST: the holder is told and closed, and
// the next one is on.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DeviceClosesTests {
    @Test(arguments: [false, true])
    func `when the device ends the connection the next one is on`(byReset: Bool) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        let taken = try time {
            if byReset { device.reset() } else { device.close() }
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        #expect(try waiter.read(until: FakeDevice.prompt) == FakeDevice.prompt)
        #expect(try holder.readFarewell().isEmpty == false)
        waiter.close()
        let rows = try gateway.history.sessions(ended: 2)
        let reason = byReset ? "device_reset" : "device_closed"
        #expect(rows.map(\.ending) == ["\(reason) device holding", "client_closed client holding"])
    }

    @Test func `the device's last words reach the holder before it is closed`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        let words = String(repeating: "all of this and then goodbye. ", count: 2_000)
        device.say(words)
        try device.waitUntilQuiet()
        device.close()
        #expect(try holder.read(count: words.utf8.count) == Array(words.utf8))
        #expect(try holder.readFarewell().isEmpty == false)
    }

    @Test func `nobody waits: the device is free, and no link is opened`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        device.close()
        #expect(try holder.readFarewell().isEmpty == false)
        try gateway.wait(until: "board1", is: "free")
        #expect(try gateway.status(of: "board1").link == "closed")
        #expect(device.connections.count == 1)
    }
}
