// Whoever comes to a pool gets the first of its devices that is free, and is told which one it is.
// What becomes of those who find none free is in `WhicheverIsFreeTests`.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct FirstFreeDeviceTests {
    @Test func `each client gets the first device that is free, and is told which`() throws {
        let devices = try (0..<3).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let own = try gateway.holder(of: "board2")
        let first = try gateway.pooled()
        let lease = try first.readGrant(of: "board1")
        try first.read(until: FakeDevice.prompt)
        let second = try gateway.pooled()
        #expect(try second.readGrant(of: "board3") > lease)
        try second.send("version\r\n")
        try second.read(until: FakeDevice.version)

        first.close()
        try gateway.wait(until: "board1", is: "free")
        let third = try gateway.pooled()
        try third.readGrant(of: "board1")
        try third.read(until: FakeDevice.prompt)
        try own.read(until: FakeDevice.prompt)
        #expect(try gateway.status().devices.map(\.state) == ["held", "held", "held"])
        #expect(devices.allSatisfy { $0.sawOneAtATime })
        own.close()
    }

    @Test func `a device may be in several pools`() throws {
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let home = try GatewayHome(
            GatewayHome.boards(devices),
            pools: [GatewayHome.pool(of: 2), GatewayHome.pool(of: 1, named: "one")]
        )
        let gateway = try home.serve()
        let holder = try LineClient.connect(to: gateway.poolAddress("one"))
        try holder.readGrant(of: "board1")
        let waiter = try LineClient.connect(to: gateway.poolAddress("one"))
        try waiter.readPlace()
        let other = try gateway.pooled()
        try other.readGrant(of: "board2")
        other.close()
        holder.close()
        try waiter.readGrant(of: "board1")
    }
}
