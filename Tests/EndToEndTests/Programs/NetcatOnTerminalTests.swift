// `nc` in a terminal, the least that anybody has: the terminal sends whole lines, and Ctrl-C is the
// way out. How `nc` without a terminal comes and goes is in the folders of its behaviours.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct NetcatOnTerminalTests {
    @Test func `a person at nc types a command, and Ctrl-C hands over`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let address = try gateway.address()
        let person = try TerminalProgram("nc \(address.host) \(address.port)")
        try person.read(until: "[hotseat] board1 is yours (lease ")
        try person.read(until: FakeDevice.prompt)
        try person.type("version\r")
        try person.read(until: FakeDevice.version)
        // Whoever leaves with something unread resets the connection.
        try eventually("all is read") { person.screen.hasSuffix(FakeDevice.prompt) }
        let waiter = try gateway.waiter()
        try person.type("\u{3}")
        try waiter.readGrant()
        try waiter.read(until: FakeDevice.prompt)
        _ = try person.waitForExit()
        // The terminal makes a line feed of Enter.
        #expect(device.connections.first?.text == "version\n")
        #expect(device.sawOneAtATime)
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_closed client holding")
        #expect(row.via == "raw")
    }
}
