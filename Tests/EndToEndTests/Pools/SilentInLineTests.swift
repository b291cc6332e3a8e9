// A client of a pool that goes on in the line of a device with a shorter `dead_peer`, after it has
// been silent for longer than that.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct SilentInLineTests {
    @Test func `who goes on in another line is not given up for its silence before`() throws {
        let host = try NetworkNamespace.start()
        let devices = try (0..<2).map { _ in try FakeDevice.start() }
        let gateway = try GatewayHome(
            [
                .init("board1", connect: devices[0].url, keys: ["dead_peer: 10s"]),
                .init("board2", connect: devices[1].url, keys: ["dead_peer: 3s"]),
            ],
            pools: [GatewayHome.pool(of: 2, listen: "raw://\(host.outside):0")]
        ).serve()
        let holders = try (1...2).map { try gateway.holder(of: "board\($0)") }
        let waiter = try NetcatClient(to: gateway.poolAddress(), prefix: host.prefix)
        try waiter.read(until: "You are 1 of 1 in line.")
        try host.goAwayAfterSilence { () throws in
            #expect(try gateway.home.run("drain", "board1").status == .exited(0))
            #expect(try gateway.queue(of: "board2").count == 1)
        }
        #expect(try gateway.queue(of: "board2").count == 1)
        holders[1].close()
        try waiter.read(until: "board2 is yours")
    }
}
