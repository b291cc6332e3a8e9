// A device that takes nothing because nobody listens to it: it is the client's pause that holds it
// back, and the client's limit that counts.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DeviceIsHeldBackTests {
    @Test func `a device that only speaks while its client is paused is not stalled`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(
            for: device,
            keys: ["device_stall: 2s", "client_stall: 6s"]
        )
        let holder = try NetcatClient(to: gateway.address())
        try holder.read(until: "is yours")
        try device.waitForConnection(1)
        device.stall()
        holder.pause()
        device.say([UInt8](repeating: UInt8(ascii: "x"), count: 50_000_000))
        try device.waitUntilQuiet()
        holder.resume()
        try holder.type(String(repeating: "typed ahead\n", count: 10_000))
        holder.pause()
        let waiter = try gateway.waiter()
        let taken = try time { try waiter.readGrant() }
        #expect(taken > .seconds(4))
        #expect(try gateway.history.firstEnded().endReason == "client_stalled")
    }
}
