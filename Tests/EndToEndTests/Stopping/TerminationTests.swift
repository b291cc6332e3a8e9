// SIGTERM and SIGINT: everybody is told, every row is closed, the database is one file, the exit
// status is 0, within 5 s, whatever clients and devices do.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct TerminationTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `every client is told and every row is closed`(signal: Int32) throws {
        let device = try FakeDevice.start()
        let other = try FakeDevice.start()
        let home = try GatewayHome([
            .init("board1", connect: device.url), .init("board2", connect: other.url),
        ])
        let gateway = try home.serve()
        let clients = [
            try gateway.holder(of: "board1"), try gateway.waiter(of: "board1"),
            try gateway.waiter(of: "board1"), try gateway.holder(of: "board2"),
        ]
        for holder in [clients[0], clients[3]] { try holder.read(until: FakeDevice.prompt) }
        try device.waitUntilQuiet()
        gateway.signal(signal)
        for client in clients { #expect(try client.readFarewell().isEmpty == false) }
        #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(0))
        #expect(try home.historyFiles() == ["history.sqlite"])
        #expect(
            try home.history.sessions().map(\.ending) == [
                "gateway_shutdown gateway holding", "gateway_shutdown gateway queued",
                "gateway_shutdown gateway queued", "gateway_shutdown gateway holding",
            ]
        )
        #expect(device.last?.ending == .fin)
        #expect(other.last?.ending == .fin)
    }

    @Test func `a client that reads nothing does not hold it up`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.client(receiveBufferBytes: 4096)
        try holder.readGrant()
        try device.waitForConnection(1)
        device.say([UInt8](repeating: UInt8(ascii: "x"), count: 30_000_000))
        try device.waitUntilQuiet()
        try expectCleanStop(of: gateway, sessions: 1)
    }

    @Test func `a stalled device does not hold it up`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        let waiter = try gateway.waiter()
        try device.waitForConnection(1)
        device.stall()
        _ = try holder.sendUntilFull([UInt8](repeating: 0, count: 65_536))
        try expectCleanStop(of: gateway, sessions: 2)
        #expect(try waiter.readFarewell().isEmpty == false)
    }

    @Test func `a refusing device does not hold it up`() throws {
        let device = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.client()
        try holder.readToGrant()
        try expectCleanStop(of: gateway, sessions: 1)
        let row = try #require(try gateway.history.sessions().first)
        #expect(row.ending == "gateway_shutdown gateway connecting")
    }

    @Test func `a device that never closes does not hold it up`() throws {
        let device = try FakeDevice.start(.init { $0.closeDelay = .seconds(60) })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        try expectCleanStop(of: gateway, sessions: 1)
        try device.waitUntilFree()
    }

    private func expectCleanStop(of gateway: GatewayProcess, sessions: Int) throws {
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(0))
        #expect(try gateway.home.historyFiles() == ["history.sqlite"])
        let rows = try gateway.history.sessions()
        #expect(rows.map(\.endReason) == Array(repeating: "gateway_shutdown", count: sessions))
    }
}
