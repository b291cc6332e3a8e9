// The line of a login ends with CR, LF or both, and what follows it is the session's own: all of it
// reaches the device, and the line's own end does not, however the bytes are cut.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LoginLineEndTests {
    @Test(arguments: ["\n", "\r", "\r\n"])
    func `what follows the line in the same breath is for the device`(end: String) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let client = try gateway.client(saying: "\(KnownUsers.tokenOfAlice)\(end)version\r\n")
        try client.readGrant()
        try client.read(until: FakeDevice.version)
        #expect(device.connections.map(\.text) == ["version\r\n"])
    }

    @Test func `an LF that comes behind the CR belongs to the line`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let client = try gateway.client(saying: "\(KnownUsers.tokenOfAlice)\r")
        try client.readGrant()
        try client.read(until: FakeDevice.prompt)
        try client.send("\nversion\r\n")
        try client.read(until: FakeDevice.version)
        #expect(device.connections.map(\.text) == ["version\r\n"])
    }

    @Test func `a token may come byte by byte`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let client = try gateway.client(saying: "")
        for byte in "\(KnownUsers.tokenOfAlice)\r\n".utf8 { try client.send([byte]) }
        try client.readGrant()
        try client.send("version\r\n")
        try client.read(until: FakeDevice.version)
        #expect(device.connections.map(\.text) == ["version\r\n"])
    }

    @Test(arguments: ["\n", "\r\n"])
    func `who waited after a login loses nothing of what it types as holder`(end: String) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let holder = try gateway.client(saying: "\(KnownUsers.tokenOfAlice)\n")
        try holder.readGrant()
        let waiter = try gateway.client(saying: "\(KnownUsers.tokenOfBob)\(end)reboot\r\n")
        try waiter.readPlace()
        holder.close()
        try waiter.readGrant()
        try waiter.read(until: FakeDevice.prompt)
        try waiter.send("version\r\n")
        try waiter.read(until: FakeDevice.version)
        #expect(device.connections.map(\.text) == ["", "version\r\n"])
    }

    @Test func `a script may say its token and its commands and close its side`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let client = try gateway.client()
        try client.send("\(KnownUsers.tokenOfAlice)\nversion\r\n")
        client.halfClose()
        try client.read(until: FakeDevice.version)
        #expect(try gateway.history.ended(client).ending == "client_closed client holding")
    }
}
