// `reclaim`: a laptop vanishes with the lease, and its user comes back from another host: that user
// gets the lease from the own dead session at once, before all others, and nobody else does.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct ReclaimTests {
    @Test func `a user takes over the own session that no longer answers`() throws {
        let laptop = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let listen = ["raw://\(laptop.outside):0?auth=name"]
        let keys = ["dead_peer: 20s"]
        let board = GatewayHome.Device(connect: device.url, listen: listen, keys: keys)
        let gateway = try GatewayHome([board]).serve()
        let address = try gateway.address()
        let lost = try laptop.enter { try LineClient.connect(to: address) }
        _ = try lost.readNotice()
        try lost.send("alice\n")
        try lost.readGrant()
        try lost.read(until: FakeDevice.prompt)
        let bob = try gateway.client(saying: "bob\n")
        try bob.readPlace()
        try laptop.vanish()

        let alice = try gateway.client(saying: "alice\n")
        // It was asked in vain for half of dead_peer: long before it is found dead.
        let taken = try time { try alice.readToGrant() }
        #expect(taken > .seconds(9))
        #expect(taken < .seconds(14))
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "superseded gateway holding")
        #expect(row.user == "alice")
        #expect(row.endDetail?.hasPrefix("for alice (") == true)
        #expect(try gateway.status(of: "board1").queue.map(\.user) == ["bob"])
    }
}
