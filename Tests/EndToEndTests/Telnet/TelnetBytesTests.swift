// What passes through a telnet listener: every byte, as RFC 854 wraps it, and none of telnet's own
// words. What a person at a real terminal makes of it is in `TelnetProgramTests`.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct TelnetBytesTests {
    @Test func `the gateway begins with what makes a terminal send characters`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let client = try gateway.client()
        #expect(try client.read(count: Wire.greeting.count) == Wire.greeting)
        try client.readGrant()
    }

    @Test func `no IAC reaches the device, and every byte of eight bits does`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let client = try gateway.client()
        try client.read(until: FakeDevice.prompt)
        // WONT ECHO, NOP, an argument of an option that nobody knows; among them the bytes.
        try client.send([0x41, 255, 252, 1, 255, 255, 0x42, 255, 241, 0x80])
        try client.send([255, 250, 99, 1, 2, 255, 240, 0x43, 13, 0, 0x44, 13, 10, 0x45])
        let expected: [UInt8] = [0x41, 0xFF, 0x42, 0x80, 0x43, 13, 0x44, 13, 0x45]
        try eventually("the device has them") {
            device.connections.last.map { Array($0.received) } == expected
        }
    }

    @Test func `what the device says is wrapped, and in BINARY only 0xFF is`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let client = try gateway.client()
        try client.read(until: FakeDevice.prompt)
        device.say([0x41, 0xFF, 13, 10, 13, 0x42])
        let wrapped: [UInt8] = [0x41, 0xFF, 0xFF, 13, 10, 13, 0, 0x42]
        #expect(try client.read(count: wrapped.count) == wrapped)
        try client.send(Wire.binaryBothWays)
        #expect(try client.read(count: 6) == [255, 253, 0, 255, 251, 0])
        device.say([0x41, 0xFF, 13, 0x42])
        #expect(try client.read(count: 5) == [0x41, 0xFF, 0xFF, 13, 0x42])
    }

    @Test func `what was typed in line is lost, and telnet's own words are not`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let holder = try LineClient.connect(to: gateway.rawAddress())
        try holder.readGrant()
        let waiter = try gateway.telnetClient()
        try waiter.readPlace()
        // A reboot, and half of a request for BINARY, whose other half comes with the lease.
        try waiter.send(Array("reboot\r\0".utf8) + [255, 251])
        try eventually("they are in the gateway") { waiter.unacknowledgedCount == 0 }
        holder.close()
        try waiter.read(until: FakeDevice.prompt)
        // The other half, agreed to; and in BINARY a return and a line feed are two bytes.
        try waiter.send([0] + Array("version\r\n".utf8))
        try waiter.read(until: FakeDevice.version)
        #expect(device.connections.last?.text == "version\r\n")
    }

    @Test func `one who asks for ever and reads nothing gets no more answers`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let client = try gateway.client(receiveBufferBytes: 4_096)
        try client.read(until: FakeDevice.prompt)
        let before = try gateway.figures.residentPeakBytes()
        // DO 99, a million times: each would be answered WONT 99.
        let question = [[UInt8]](repeating: [255, 253, 99], count: 10_000).flatMap(\.self)
        for _ in 0..<100 { try client.send(question) }
        try client.send("version\r\0")
        try device.waitToReceive("version\r")
        #expect(try gateway.figures.residentPeakBytes() - before < 8 * 1_048_576)
    }
}
