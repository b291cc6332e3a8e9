// `access`: who is not meant by `hold`, or is meant by `deny`, reads one sentence that says so, and
// has a row; all others come in.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct MayHoldTests {
    @Test(arguments: ["[alice]", "[\"@hw\"]", "[\"@hw\", 10.0.0.0/8]"])
    func `a list of users and groups lets in those and nobody else`(list: String) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking(
            "token",
            for: device,
            keys: ["access: {hold: \(list)}"]
        )
        let alice = try gateway.client(saying: "\(KnownUsers.tokenOfAlice)\n")
        try alice.readGrant()
        let bob = try gateway.client(saying: "\(KnownUsers.tokenOfBob)\n")
        let sentence = "board1: bob is not among those who may use it"
        #expect(try bob.readFarewell() == "\(sentence); ask whoever runs this gateway.")
        let row = try gateway.history.ended(bob)
        #expect(row.ending == "denied gateway arriving")
        #expect(row.role == "refused")
        #expect(row.user == "bob")
        #expect(row.endDetail == "not in access.hold")
        #expect(try gateway.status(of: "board1").queue.isEmpty)
    }

    @Test(arguments: ["127.0.0.2", "127.0.0.2/31", "::ffff:127.0.0.2"])
    func `a list of addresses lets in those and nobody else`(list: String) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: ["access: {hold: [\"\(list)\"]}"]
        )
        let refused = try gateway.client(from: "127.0.0.4")
        #expect(try refused.readFarewell().hasPrefix("board1: 127.0.0.4 is not among those who"))
        #expect(try gateway.history.ended(refused).ending == "denied gateway arriving")
        _ = try gateway.holder(from: "127.0.0.2")
    }

    @Test func `deny counts more than hold`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking(
            "token",
            for: device,
            keys: ["access: {hold: [alice], deny: [127.0.0.9]}"]
        )
        let denied = try gateway.client(
            saying: "\(KnownUsers.tokenOfAlice)\n",
            from: "127.0.0.9"
        )
        let sentence = "board1: alice is shut out; ask whoever runs this gateway."
        #expect(try denied.readFarewell() == sentence)
        #expect(try gateway.history.ended(denied).endDetail == "in access.deny")
        let welcome = try gateway.client(saying: "\(KnownUsers.tokenOfAlice)\n")
        try welcome.readGrant()
    }

    @Test func `everybody includes the unknown, and deny shuts out by address`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: ["access: {hold: [\"*\"], deny: [127.0.0.9]}"]
        )
        let denied = try gateway.client(from: "127.0.0.9")
        #expect(try denied.readFarewell().hasPrefix("board1: 127.0.0.9 is shut out"))
        _ = try gateway.holder()
    }

    @Test(.needs(.ipv6Loopback)) func `an IPv6 address is one too`() throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([
            .init(
                connect: device.url,
                listen: ["raw://[::1]:0"],
                keys: ["access: {hold: [\"::1\"]}"]
            )
        ])
        _ = try home.serve().holder()
    }
}
