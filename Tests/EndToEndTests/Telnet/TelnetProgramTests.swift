// Debian's `telnet` on a terminal: what a person sees and types, from the first character to the
// way out.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct TelnetProgramTests {
    @Test func `a person types a command character by character and reads its answer`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let person = try TerminalProgram.telnet(
            to: gateway.address(),
            columns: 200,
            rows: 50,
            type: "vt220"
        )
        try person.read(until: "[hotseat] board1 is yours (lease ")
        try person.read(until: FakeDevice.prompt)
        // Without Enter: a terminal that sends lines would keep it.
        try person.type("ver")
        try device.waitToReceive("ver")
        try person.type("sion\r")
        try device.waitToReceive("version\r")
        device.say(Array("1.0, build 4711\r\n".utf8))
        try person.read(until: "1.0, build 4711")
        // Enter is one return, and nothing else comes with it.
        #expect(device.connections.first?.text == "version\r")
        try person.order("quit")
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_closed client holding")
        #expect(row.via == "telnet")
        #expect(row.bytesToDevice == 8)
    }

    @Test func `whoever waits is told each change of its place`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let holder = try LineClient.connect(to: gateway.rawAddress())
        try holder.readGrant()
        let first = try LineClient.connect(to: gateway.rawAddress())
        try first.readPlace()
        let person = try TerminalProgram.telnet(to: gateway.address())
        try person.read(until: "You are 2 of 2 in line.")
        first.close()
        try person.read(until: "You are 1 of 1 in line.")
        holder.close()
        try person.read(until: "board1 is yours")
        try person.read(until: FakeDevice.prompt)
    }

    @Test func `a raw client of the same device is told nothing between`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let holder = try LineClient.connect(to: gateway.rawAddress())
        try holder.readGrant()
        let first = try LineClient.connect(to: gateway.rawAddress())
        try first.readPlace()
        let second = try LineClient.connect(to: gateway.rawAddress())
        #expect(try second.readPlace() == .init(2, of: 2))
        first.close()
        try eventually("one is in line") { try gateway.status(of: "board1").queue.count == 1 }
        holder.close()
        let heard = try second.read(until: FakeDevice.prompt)
        #expect(!heard.contains("in line"))
    }

    @Test func `somebody is there, says the gateway when asked`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let holder = try LineClient.connect(to: gateway.rawAddress())
        let lease = try holder.readGrant()
        let person = try TerminalProgram.telnet(to: gateway.address())
        try person.read(until: "You are 1 of 1 in line.")
        try person.order("send ayt")
        try person.read(until: "[hotseat] board1: yes. You are 1 of 1 in line.")
        holder.close()
        // The device's own prompt is the end of the program's as well.
        try person.read(until: "board1 is yours (lease \(lease + 1)).")
        try person.order("send ayt")
        try person.read(until: "[hotseat] board1: yes. It is yours (lease \(lease + 1)).")
        #expect(device.connections.last?.text == "")
    }
}
