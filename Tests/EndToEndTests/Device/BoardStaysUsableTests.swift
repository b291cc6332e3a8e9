// The board is left usable on every way out of a lease, whatever it was doing and whatever it does
// with a second connection: the next client is served, and the board never has two.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct BoardStaysUsableTests {
    @Test(arguments: WayOut.allCases, [FakeDevice.WhileTaken.refuses, .ignores, .queues, .resets])
    func `a quiet board is left usable`(way: WayOut, whileTaken: FakeDevice.WhileTaken) throws {
        let device = try FakeDevice.start(.init { $0.whileTaken = whileTaken })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        let after = try way.leave(holder, of: gateway)
        try after.expectUsable(device, within: .seconds(5))
        #expect(device.connections.count == 2)
        #expect(device.sawOneAtATime)
    }

    @Test(arguments: WayOut.allCases)
    func `a board in mid-output is left usable`(way: WayOut) throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        device.say([UInt8](repeating: UInt8(ascii: "x"), count: 50_000_000))
        try holder.read(until: "xxxx")
        let after = try way.leave(holder, of: gateway)
        try after.expectUsable(device, within: .seconds(5))
        #expect(device.connections.first?.ending == .reset)
        #expect(device.connections.first?.finSeen == nil, "the board would forget it")
        #expect(device.sawOneAtATime)
    }

    @Test(arguments: WayOut.allCases)
    func `a board that stalls is left usable`(way: WayOut) throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        device.stall()
        try holder.send([UInt8](repeating: UInt8(ascii: "r"), count: 30_000))
        try device.waitUntilQuiet()
        let after = try way.leave(holder, of: gateway)
        // While nobody waits, what a client sent before its FIN is still on its way.
        let next = try after.client()
        try next.readToGrant(within: .seconds(5))
        try device.waitForConnection(2)
        device.goOn()
        try next.send("version\r\n")
        try device.waitToReceive("version\r\n")
        #expect(device.last?.text == "version\r\n")
        #expect(device.sawOneAtATime)
    }

    @Test func `the slot of a board that closes is free at once, not after its last ACK`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        device.close()
        try device.waitUntilFree(within: .seconds(1))
        #expect(try holder.readFarewell().isEmpty == false)
        try gateway.expectUsable(device)
    }
}
