// PuTTY without its window, `plink -telnet`, on a terminal: characters as they are typed, and Enter
// as one return. What Debian's `telnet` makes of it is in TelnetProgramTests.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PlinkTests {
    @Test func `a person at PuTTY's plink types characters, and Enter is one return`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let address = try gateway.address()
        let person = try TerminalProgram("plink -telnet -P \(address.port) \(address.host)")
        try person.read(until: "[hotseat] board1 is yours (lease ")
        try person.read(until: FakeDevice.prompt)
        try person.type("ver")
        try device.waitToReceive("ver")
        try person.type("sion\r")
        try device.waitToReceive("version\r")
        device.say("1.0, build 4711\r\n")
        try person.read(until: "1.0, build 4711")
        #expect(device.connections.first?.text == "version\r")
        person.kill()
        try device.waitUntilFree()
        let row = try gateway.history.firstEnded()
        #expect(row.endSide == "client")
        #expect(row.via == "telnet")
    }
}
