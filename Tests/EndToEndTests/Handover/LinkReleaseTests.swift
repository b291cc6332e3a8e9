// How the gateway leaves the device at the end of a lease: politely where the line is quiet, by RST
// where the device is talking, and by RST too where no EOF follows.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LinkReleaseTests {
    @Test func `a quiet device is left with a FIN`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        holder.close()
        try device.waitUntilFree()
        #expect(device.last?.ending == .fin)
    }

    @Test(.needs(.networkNamespaces))
    func `a link that opens for nobody is left with a FIN, whatever was typed for it`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(in: host, .init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device, keys: ["fin_linger: 0s"])
        try host.loseHandshakes()
        let holder = try gateway.holder()
        try holder.send("reboot\r\n")
        try eventually("the handshake has begun") { device.handshakes.count == 1 }
        holder.close()
        let row = try gateway.history.ended(holder)
        #expect(row.bytesToDevice == 0)
        #expect(row.endDetail?.hasSuffix("8 B unsent, withdrawn") == true)
        try host.comeBack()
        try device.waitForConnection(1)
        try device.waitUntilFree()
        #expect(device.last?.ending == .fin)
        #expect(device.last?.received.isEmpty == true)
    }

    @Test func `a talking device is left with RST at once`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        device.say([UInt8](repeating: UInt8(ascii: "x"), count: 50_000_000))
        try holder.read(until: "xxxx")
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.reset()
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        #expect(try waiter.read(until: FakeDevice.prompt) == FakeDevice.prompt)
        #expect(device.connections.first?.ending == .reset)
    }

    @Test func `a device that answers no FIN is left with RST after a second`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.closeDelay = .seconds(30)
                $0.whileTaken = .resets
            }
        )
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.close()
            try waiter.readGrant()
        }
        #expect(taken < .seconds(2) + noise)
        #expect(try waiter.read(until: FakeDevice.prompt) == FakeDevice.prompt)
        let first = try #require(device.connections.first)
        #expect(first.finSeen != nil)
        #expect(first.ending == .reset)
        #expect(device.sawOneAtATime)
    }
}
