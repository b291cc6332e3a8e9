// `reclaim`: a user whose host has vanished comes back from elsewhere and has the lease at once,
// before whoever waits; somebody who merely says that user's name does not.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct SaidNameTests {
    /// Far longer than any test takes: a holder is not found dead meanwhile.
    private static let deadPeer = Duration.seconds(20)

    @Test func `a user comes back before those who wait, and before whoever says its name`() throws
    {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let listen = ["token", "name"].map { "raw://\(host.outside):0?auth=\($0)" }
        let home = try GatewayHome(
            [.init(connect: device.url, listen: listen, keys: ["dead_peer: 20s"])],
            users: KnownUsers.lines
        )
        let gateway = try home.serve()
        let shut = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try shut.type("\(KnownUsers.tokenOfAlice)\n")
        try shut.read(until: FakeDevice.prompt)
        let bob = try gateway.client(saying: "\(KnownUsers.tokenOfBob)\n")
        try bob.readPlace()
        try host.vanish()

        let byName = try #require(gateway.status(of: "board1").listen.last)
        let liar = try LineClient.connect(to: #require(TCPAddress(byName)))
        try liar.send("alice\n")
        let alice = try gateway.client(saying: "\(KnownUsers.tokenOfAlice)\n")
        let taken = try time { try alice.readToGrant(within: Self.deadPeer) }
        #expect(taken < Self.deadPeer * 4 / 5, "\(taken)")
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "superseded gateway holding")
        #expect(row.user == "alice")
        #expect(try gateway.status(of: "board1").queue.map(\.user) == ["bob", "alice"])
    }
}
