// Logins over telnet: a name is seen and edited as it is typed, a token is not shown. What a login
// comes to is tested over raw listeners, in `Access`.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct TelnetLoginTests {
    @Test func `a name is typed in sight, and then the device echoes`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device, query: "?auth=name")
        let person = try TerminalProgram.telnet(to: gateway.address())
        try person.read(until: "your name, please:")
        try person.type("alicf\u{7F}e\r")
        try person.read(until: "alic")
        try person.read(until: FakeDevice.prompt)
        try person.type("ver")
        try device.waitToReceive("ver")
        #expect(try gateway.status(of: "board1").holder?.user == "alice")
        #expect(device.connections.first?.text == "ver")
    }

    @Test func `a token is not shown`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(
            for: device,
            query: "?auth=token",
            users: KnownUsers.lines
        )
        let person = try TerminalProgram.telnet(to: gateway.address())
        try person.read(until: "your token, please:")
        try person.type(KnownUsers.tokenOfAlice + "\r")
        try person.read(until: FakeDevice.prompt)
        #expect(!person.screen.contains(KnownUsers.tokenOfAlice))
        #expect(try gateway.status(of: "board1").holder?.user == "alice")
    }
}
