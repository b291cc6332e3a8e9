// Who may come in at a pool: at each of its devices, whoever that device lets in. Who may have none
// of them is told so by the pool's name.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PoolAccessTests {
    @Test func `each gets what it may have, and nobody else is let in`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let boards: [GatewayHome.Device] = [
            .init("board1", connect: devices[0].url, keys: ["access: {hold: [alice]}"]),
            .init("board2", connect: devices[1].url, keys: ["access: {hold: [alice, bob]}"]),
        ]
        let pools = [GatewayHome.pool(of: 2, listen: "raw://127.0.0.1:0?auth=name")]
        let gateway = try GatewayHome(boards, users: KnownUsers.lines, pools: pools).serve()
        func client(_ name: String) throws -> LineClient {
            let client = try gateway.pooled()
            _ = try client.readNotice()
            try client.send("\(name)\n")
            return client
        }
        let bob = try client("bob")
        try bob.readGrant(of: "board2")
        let waiting = try client("bob")
        #expect(try waiting.readPlace() == .init(1, of: 1))
        #expect(try gateway.queue(of: "board2") == ["\(waiting.address)"])
        let alice = try client("alice")
        try alice.readGrant(of: "board1")
        let carol = try client("carol")
        let sentence = "nrf52: carol is not among those who may use it"
        #expect(try carol.readFarewell() == "\(sentence); ask whoever runs this gateway.")
        let row = try gateway.history.ended(carol)
        #expect(row.ending == "denied gateway arriving")
        #expect(row.clientContext == "{\"pool\":\"nrf52\"}")
        alice.close()
        try gateway.wait(until: "board1", is: "free")
        #expect(try gateway.queue(of: "board2") == ["\(waiting.address)"])
        bob.close()
        try waiting.readGrant(of: "board2")
    }
}
