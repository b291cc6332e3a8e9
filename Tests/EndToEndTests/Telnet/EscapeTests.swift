// `escape: "~"`: what a telnet client types to the gateway itself, at the beginning of a line. How
// it is found among the bytes, however they are cut, is tested with the module `Telnet`.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct EscapeTests {
    private static let keys = ["escape: \"~\""]

    @Test func `tilde and dot leave, and the lease goes on`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device, keys: Self.keys)
        let person = try TerminalProgram.telnet(to: gateway.address())
        try person.read(until: FakeDevice.prompt)
        let waiter = try LineClient.connect(to: gateway.rawAddress())
        try waiter.readPlace()
        try person.type("version\r")
        try device.waitToReceive("version\r")
        try person.type("~.")
        try person.read(until: "[hotseat] board1: you left.")
        try waiter.readGrant()
        _ = try person.waitForExit()
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_quit client holding")
        #expect(device.connections.first?.text == "version\r")
        #expect(device.sawOneAtATime)
    }

    @Test func `whoever waits leaves the line in the same way`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device, keys: Self.keys)
        let holder = try LineClient.connect(to: gateway.rawAddress())
        try holder.readGrant()
        let person = try TerminalProgram.telnet(to: gateway.address())
        try person.read(until: "You are 1 of 1 in line.")
        try person.type("~")
        try person.type(".")
        try person.read(until: "[hotseat] board1: you left.")
        #expect(try gateway.history.firstEnded().ending == "client_quit client queued")
    }

    @Test func `tilde and w tell who has it and who waits`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device, keys: Self.keys)
        let person = try TerminalProgram.telnet(to: gateway.address())
        try person.read(until: FakeDevice.prompt)
        try person.type("~w")
        try person.read(until: "[hotseat] board1 is held by 127.0.0.1 for ")
        try person.read(until: "Nobody is in line.")
        let waiter = try LineClient.connect(to: gateway.rawAddress(), from: "127.0.0.9")
        try waiter.readPlace()
        try person.type("~w")
        try person.read(until: "In line: 1. 127.0.0.9")
        try person.type("~?")
        try person.read(until: "~. leaves board1, ~w tells who has it and who waits")
        try person.type("~~x")
        try device.waitToReceive("~x")
        #expect(device.connections.first?.text == "~x")
    }

    @Test func `in BINARY, on raw listeners and in the middle of a line it is a byte`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device, keys: Self.keys)
        let client = try gateway.client()
        try client.read(until: FakeDevice.prompt)
        try client.send("a~.\r\0")
        try device.waitToReceive("a~.\r")
        try client.send(Wire.binaryBothWays)
        try client.read(until: "\u{0}")
        try client.send("~.")
        try device.waitToReceive("a~.\r~.")
        client.close()
        let raw = try LineClient.connect(to: gateway.rawAddress())
        try raw.read(until: FakeDevice.prompt)
        try raw.send("~.\r\n")
        try device.waitToReceive("~.\r\n")
    }

    @Test func `half a command that came in line is no byte of the holder's`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device, keys: Self.keys)
        let holder = try LineClient.connect(to: gateway.rawAddress())
        try holder.readGrant()
        let waiter = try gateway.telnetClient()
        try waiter.readPlace()
        try waiter.send("~")
        try eventually("it is in the gateway") { waiter.unacknowledgedCount == 0 }
        holder.close()
        try waiter.read(until: FakeDevice.prompt)
        try waiter.send("version\r\0")
        try device.waitToReceive("version\r")
        #expect(device.connections.last?.text == "version\r")
    }

    @Test func `without the key nothing is a command`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let client = try gateway.client()
        try client.read(until: FakeDevice.prompt)
        try client.send("~.\r\0")
        try device.waitToReceive("~.\r")
        #expect(client.ending == nil)
    }
}
