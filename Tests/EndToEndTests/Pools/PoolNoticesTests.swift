// What clients of a pool are told while they wait: as its listener would have it, and of the device
// in whose line they stand.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PoolNoticesTests {
    @Test func `on telnet each change of a place is told, whatever the device listens on`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let pools = [GatewayHome.pool(of: 2, listen: "telnet://127.0.0.1:0")]
        let gateway = try GatewayHome(GatewayHome.boards(devices), pools: pools).serve()
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let waiters = try [1, 1, 2].map { position in
            let client = try gateway.pooled()
            try client.read(until: "You are \(position) of \(position) in line.")
            return client
        }
        holders[1].close()
        try waiters[0].read(until: "board2 is yours")
        try waiters[2].read(until: "You are 1 of 1 in line.")
        holders[0].close()
        try waiters[1].read(until: "board1 is yours")
    }

    @Test func `an escape sequence is the device's at which somebody waits`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let boards: [GatewayHome.Device] = [
            .init("board1", connect: devices[0].url),
            .init("board2", connect: devices[1].url, keys: ["escape: \"~\""]),
        ]
        let pools = [GatewayHome.pool(of: 2, listen: "telnet://127.0.0.1:0")]
        let gateway = try GatewayHome(boards, pools: pools).serve()
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let waiter = try gateway.pooled()
        try waiter.read(until: "You are 1 of 1 in line.")
        holders[1].close()
        try waiter.read(until: "board2 is yours")
        try waiter.read(until: FakeDevice.prompt)
        try waiter.send("\r\n~.")
        #expect(try gateway.history.ended(waiter).ending == "client_quit client holding")
    }

    @Test func `with notices on who goes on in another line is told its place there`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices, keys: ["notices: on"])
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let waiter = try gateway.pooledWaiter()
        let own = try gateway.waiter(of: "board2")
        #expect(try gateway.home.run("drain", "board1").status == .exited(0))
        let notice = try waiter.readNotice()
        #expect(notice.hasPrefix("board2 is held by 127.0.0.1"))
        #expect(notice.hasSuffix("You are 1 of 2 in line."))
        #expect(try own.readNotice().hasSuffix("You are 2 of 2 in line."))
        holders[1].close()
        try waiter.readGrant(of: "board2")
    }
}
