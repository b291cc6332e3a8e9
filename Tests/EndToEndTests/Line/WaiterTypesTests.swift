// What a client types while it is in line never reaches the device, whether it stays or leaves. Its
// own bytes after the grant do. How much it may type is tested under Load.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct WaiterTypesTests {
    @Test func `what a waiter typed is discarded at its grant`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        let waiter = try gateway.waiter()
        try waiter.send("reboot\r\n")
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        holder.close()
        try waiter.readGrant()
        try waiter.read(until: FakeDevice.prompt)
        try waiter.send("version\r\n")
        try waiter.read(until: FakeDevice.version)
        #expect(device.connections.map(\.text) == ["version\r\n", "version\r\n"])
    }

    @Test func `what a waiter typed before it left is discarded`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        let waiter = try gateway.waiter()
        try waiter.send("reboot\r\n")
        waiter.close()
        try eventually("nobody waits") { try gateway.status(of: "board1").queue.isEmpty }
        holder.close()
        try device.waitUntilFree()
        let next = try gateway.client()
        try next.readToGrant()
        try next.send("version\r\n")
        try next.read(until: FakeDevice.version)
        #expect(device.connections.map(\.text) == ["", "version\r\n"])
    }
}
