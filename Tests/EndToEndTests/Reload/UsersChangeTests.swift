// Users and the rules of access count from the reading on for whoever comes; nobody who is in is
// asked again.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct UsersChangeTests {
    @Test func `a user who is added comes in, and who is shut out does not`() throws {
        let device = try FakeDevice.start()
        let listen = ["raw://127.0.0.1:0?auth=token"]
        let home = try GatewayHome(
            [.init(connect: device.url, listen: listen)],
            users: Array(KnownUsers.lines.prefix(1))
        )
        let gateway = try home.serve()
        let holder = try gateway.client(saying: "\(KnownUsers.tokenOfAlice)\n")
        try holder.readGrant()
        try holder.read(until: FakeDevice.prompt)
        try home.configure(
            [.init(connect: device.url, listen: listen, keys: ["access: {deny: [alice]}"])],
            users: KnownUsers.lines
        )
        #expect(try gateway.reload())
        let bob = try gateway.client(saying: "\(KnownUsers.tokenOfBob)\n")
        try bob.readPlace()
        let again = try gateway.client(saying: "\(KnownUsers.tokenOfAlice)\n")
        #expect(try again.readFarewell().contains("alice is shut out"))
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        holder.close()
        try bob.readGrant()
    }
}
