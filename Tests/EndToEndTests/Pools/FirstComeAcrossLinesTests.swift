// First come, first served across a pool and its devices' own lines, in both directions; and a
// device's priorities count for whoever comes over from another line.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct FirstComeAcrossLinesTests {
    @Test func `who came to the pool first is before who came to the device`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let pooled = try gateway.pooledWaiter()
        let own = try gateway.waiter(of: "board2")
        #expect(try gateway.queue(of: "board1") == ["\(pooled.address)"])
        holders[1].close()
        try pooled.readGrant(of: "board2")
        #expect(try gateway.queue(of: "board2") == ["\(own.address)"])
        pooled.close()
        try own.readGrant(of: "board2")
    }

    @Test func `who came to the device first is before who came to the pool`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let own = try gateway.waiter(of: "board2")
        let pooled = try gateway.pooledWaiter()
        #expect(try gateway.queue(of: "board1") == ["\(pooled.address)"])
        holders[1].close()
        try own.readGrant(of: "board2")
        #expect(try gateway.queue(of: "board1") == ["\(pooled.address)"])
        own.close()
        try pooled.readGrant(of: "board2")
    }

    @Test func `a priority counts where the device gives it`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        var boards = GatewayHome.boards(devices)
        let priority = ["priority: {bob: 5}"]
        boards[1] = .init("board2", connect: devices[1].url, keys: priority)
        let listen = "raw://127.0.0.1:0?auth=name"
        let pools = [GatewayHome.pool(of: 2, listen: listen)]
        let gateway = try GatewayHome(boards, users: KnownUsers.lines, pools: pools).serve()
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let clients = try ["alice", "bob"].map { name in
            let client = try gateway.pooled()
            #expect(try client.readNotice() == "nrf52: your name, please:")
            try client.send("\(name)\n")
            try client.readPlace()
            return client
        }
        holders[1].close()
        try clients[1].readGrant(of: "board2")
        holders[0].close()
        try clients[0].readGrant(of: "board1")
    }
}
