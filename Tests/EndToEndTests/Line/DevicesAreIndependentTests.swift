// Several devices are independent: the line, the stall and the end of one touch no other. One
// gateway serves them all.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DevicesAreIndependentTests {
    @Test func `a stalled and crowded device does not touch the others`() throws {
        let stuck = try FakeDevice.start(.init { $0.manner = .silent })
        let others = try (0..<3).map { _ in try FakeDevice.start() }
        let devices =
            [GatewayHome.Device("stuck", connect: stuck.url)]
            + others.enumerated().map { .init("board\($0)", connect: $1.url) }
        let gateway = try GatewayHome(devices).serve()
        let stuckHolder = try gateway.holder(of: "stuck")
        try stuck.waitForConnection(1)
        stuck.stall()
        _ = try stuckHolder.sendUntilFull([UInt8](repeating: 0, count: 65_536))
        _ = try (0..<5).map { _ in try gateway.waiter(of: "stuck") }

        for number in others.indices {
            let taken = try time {
                let holder = try gateway.holder(of: "board\(number)")
                try holder.send("version\r\n")
                try holder.read(until: FakeDevice.version)
            }
            #expect(taken < atOnce)
        }
        let status = try gateway.status()
        #expect(status.devices.map(\.device).sorted() == ["board0", "board1", "board2", "stuck"])
        #expect(try gateway.status(of: "stuck").queue.count == 5)
        #expect(try gateway.status(of: "board0").queue.isEmpty)
        #expect(Set(status.devices.map(\.lease)).count == 4, "a lease number was given twice")
    }
}
