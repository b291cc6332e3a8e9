// The configuration read again with other pools: listeners, devices and pools come and go, and
// whoever waits stays.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PoolChangesTests {
    @Test func `a pool's port and its devices may change under those who wait`() throws {
        let devices = try (0..<3).map { _ in try FakeDevice.start() }
        let boards = GatewayHome.boards(devices)
        let home = try GatewayHome(Array(boards[..<2]), pools: [GatewayHome.pool(of: 2)])
        let gateway = try home.serve()
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let waiter = try gateway.pooledWaiter()
        let late = try gateway.pooledWaiter()
        let old = try gateway.poolAddress()
        // board3 is there from now on, and the first in line gets it at once.
        try home.configure(boards, pools: [GatewayHome.pool(of: 3, listen: "raw://127.0.0.2:0")])
        #expect(try gateway.reload())
        try waiter.readGrant(of: "board3")
        #expect(try gateway.poolAddress().host == "127.0.0.2")
        #expect(throws: SystemCallFailure.self) { try LineClient.connect(to: old) }
        #expect(try gateway.status().pools.map(\.devices) == [["board1", "board2", "board3"]])
        // The pool is no more: who waits is the device's own.
        try home.configure(boards)
        #expect(try gateway.reload())
        #expect(try gateway.status().pools.isEmpty)
        let queue = try gateway.queue(of: "board2")
        #expect(queue == ["\(late.address)"])
        holders[0].close()
        try gateway.wait(until: "board1", is: "free")
        holders[1].close()
        try late.readGrant(of: "board2")
    }

    /// Whether they share an event loop by chance is the machine's affair.
    @Test func `devices that were apart are joined, or nothing is changed`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let boards = GatewayHome.boards(devices)
        let home = try GatewayHome(boards)
        let gateway = try home.serve()
        try home.configure(boards, pools: [GatewayHome.pool(of: 2)])
        if try gateway.reload() {
            try gateway.pooled().readGrant(of: "board1")
        } else {
            let sentence = "`pools` joins board1 and board2, which takes a restart"
            #expect(try home.control.get("/readyz").body.contains(sentence))
            #expect(try gateway.status().pools.isEmpty)
            _ = try gateway.holder(of: "board2")
        }
    }

    @Test func `a port may go from a device to a pool`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let boards = GatewayHome.boards(devices)
        let home = try GatewayHome(boards, pools: [GatewayHome.pool(of: 2)])
        let gateway = try home.serve()
        let port = try gateway.address(of: "board2")
        let pool = try gateway.poolAddress()
        let holder = try gateway.holder(of: "board2")
        try home.configure(
            [boards[0], .init("board2", connect: devices[1].url, listen: ["raw://\(pool)"])],
            pools: [GatewayHome.pool(of: 2, listen: "raw://\(port)")]
        )
        #expect(try gateway.reload())
        try LineClient.connect(to: port).readGrant(of: "board1")
        let waiter = try LineClient.connect(to: pool)
        try waiter.readPlace()
        holder.close()
        try waiter.readGrant(of: "board2")
    }

    @Test func `whoever waits at a device that leaves the pool goes on at another`() throws {
        let devices = try (0..<3).map { _ in try FakeDevice.start() }
        let boards = GatewayHome.boards(devices)
        let home = try GatewayHome(boards, pools: [GatewayHome.pool(of: 3)])
        let gateway = try home.serve()
        let holders = try (1...3).map { try gateway.holder(of: "board\($0)") }
        let waiters = try (0..<3).map { _ in try gateway.pooledWaiter() }
        #expect(try gateway.queue(of: "board3") == ["\(waiters[2].address)"])
        // board3 stays, and is not the pool's any more; board2 goes.
        try home.configure([boards[0], boards[2]], pools: [GatewayHome.pool(of: 1)])
        #expect(try gateway.reload())
        let all = waiters.map { "\($0.address)" }
        #expect(try gateway.queue(of: "board1") == all)
        #expect(try gateway.queue(of: "board3").isEmpty)
        holders[0].close()
        for waiter in waiters {
            try waiter.readGrant(of: "board1")
            waiter.close()
        }
        #expect(try gateway.status(of: "board2").state == "draining")
    }
}
