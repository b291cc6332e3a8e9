// The configuration gives a device's endpoint to another device while the first is still held:
// under another name, or swapped. Whoever has it stays; the other one's lease is told what it waits
// for, and nobody is ever on the device together with anybody.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct EndpointPassesOnTests {
    private static let words = "board1, which led to this device until a reload, still has it"

    @Test func `a device that is held keeps who comes under its other name waiting`() throws {
        let device = try board()
        let (gateway, holder, next) = try rename(device)
        let told = try next.readNotice()
        #expect(told.hasPrefix("nrf1: \(Self.words); trying for "))
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        holder.close()
        try next.read(until: FakeDevice.prompt)
        let events = try eventually("the record knows that the link is open") {
            let events = try gateway.history.events()
            return events.last?.kind == "link_opened" ? events : nil
        }
        #expect(events.first?.kind == "link_awaits_session")
        #expect(events.first?.detail == Self.words)
        next.close()
        #expect(try gateway.history.ended(next).ending == "client_closed client holding")
        try device.waitUntilFree()
        #expect(device.connections.count == 2)
        #expect(device.sawOneAtATime)
        try eventually("the old name is gone") { try gateway.status().devices.count == 1 }
    }

    @Test func `two devices that swap wait for each other's holder`() throws {
        let (one, two) = (try board(), try board())
        let gateway = try GatewayHome([
            .init("board1", connect: one.url), .init("board2", connect: two.url),
        ]).serve()
        let names = ["board1", "board2"]
        let holders = try names.map { try gateway.holder(of: $0) }
        let waiters = try names.map { try gateway.waiter(of: $0) }
        for holder in holders { try holder.read(until: FakeDevice.prompt) }
        try gateway.home.configure([
            .init("board1", connect: two.url), .init("board2", connect: one.url),
        ])
        #expect(try gateway.reload())
        holders[0].close()
        try waiters[0].readGrant(of: "board1")
        let words = "board1: board2, which led to this device until a reload, still has it; "
        #expect(try waiters[0].readNotice().hasPrefix(words))
        try holders[1].send("version\r\n")
        try holders[1].read(until: FakeDevice.version)
        holders[1].close()
        try waiters[1].readGrant(of: "board2")
        for waiter in waiters { try waiter.read(until: FakeDevice.prompt) }
        for device in [one, two] {
            #expect(device.connections.count == 2)
            #expect(device.sawOneAtATime)
        }
    }

    @Test func `a name that is back waits for who has come under the other one`() throws {
        let device = try board()
        let (gateway, holder, next) = try rename(device)
        try gateway.home.configure([.init("board1", connect: device.url)])
        #expect(try gateway.reload())
        holder.close()
        try next.read(until: FakeDevice.prompt)
        let again = try gateway.holder(of: "board1")
        let words = "board1: nrf1, which led to this device until a reload, still has it; "
        #expect(try again.readNotice().hasPrefix(words))
        next.close()
        try again.read(until: FakeDevice.prompt)
        #expect(device.connections.count == 3)
        #expect(device.sawOneAtATime)
    }

    @Test func `no command of a lease runs while another has the device`() throws {
        let device = try board()
        let log = try CommandLog()
        let keys = log.keys(release: log.gate.waiting)
        let (_, holder, next) = try rename(device, keys)
        let told = try next.readNotice()
        #expect(told.hasPrefix("nrf1: \(Self.words); trying for "))
        #expect(log.lines == ["begin acquire 1", "end acquire 1"])
        holder.close()
        try device.waitUntilFree()
        try log.gate.open()
        try next.read(until: FakeDevice.prompt)
        let order = ["acquire 1", "release 1", "acquire 2"]
        #expect(log.lines == order.flatMap { ["begin \($0)", "end \($0)"] })
        #expect(device.sawOneAtATime)
    }

    @Test func `who leaves before another's device was free has nothing run on it`() throws {
        let device = try board()
        let log = try CommandLog()
        let (gateway, holder, next) = try rename(device, [log.key("on_release_command", ":")])
        try next.read(until: "still has it")
        next.close()
        #expect(try gateway.history.ended(next).ending == "client_closed client connecting")
        holder.close()
        try device.waitUntilFree()
        try gateway.holder(of: "nrf1").read(until: FakeDevice.prompt)
        #expect(log.lines == ["begin release 1", "end release 1"])
    }

    @Test func `who waits for it goes where the configuration has the device next`() throws {
        let (device, other) = (try board(), try board())
        let (gateway, _, next) = try rename(device, ["device_ready: 2s"])
        let waiter = try gateway.waiter(of: "nrf1")
        #expect(try next.readToEnd().1 == .closed)
        try waiter.read(until: "was not asked")
        try gateway.home.configure([.init("nrf1", connect: other.url)])
        #expect(try gateway.reload())
        try waiter.readToGrant(of: "nrf1")
        try waiter.read(until: FakeDevice.prompt)
        #expect(device.connections.count == 1)
        #expect(other.connections.count == 1)
    }

    @Test func `who waits for it is let in as soon as the configuration has both there`() throws {
        let device = try FakeDevice.start()
        let (gateway, _, next) = try rename(device)
        try next.read(until: "still has it")
        let both: [GatewayHome.Device] = [
            .init("board1", connect: device.url), .init("nrf1", connect: device.url),
        ]
        try gateway.home.configure(both)
        #expect(try gateway.reload())
        try next.read(until: "nrf1 refuses connections")
    }

    @Test func `a port's other name goes although the port stays taken`() throws {
        let cable = try SerialCable.lay()
        let home = try GatewayHome([.init("board1", connect: cable.url())])
        let gateway = try home.serve()
        _ = try gateway.holder()
        try home.configure([.init("nrf1", connect: cable.url())])
        #expect(try gateway.reload())
        try home.configure([.init("board1", connect: cable.url())])
        #expect(try gateway.reload())
        try eventually("the other name is gone") {
            try gateway.status().devices.map(\.device) == ["board1"]
        }
    }

    @Test func `a device that another has is not blamed, and who is left has it`() throws {
        let device = try board()
        let (gateway, holder, next) = try rename(device, ["device_ready: 2s"])
        let leaving = try gateway.waiter(of: "nrf1")
        let waiter = try gateway.waiter(of: "nrf1")
        let words = "\(Self.words), and the device was not asked"
        let (text, _) = try next.readToEnd()
        #expect(text.hasSuffix("\r\n[hotseat] nrf1: \(words).\r\n"))
        let row = try gateway.history.ended(next)
        #expect(row.ending == "device_unreachable device connecting")
        #expect(row.endDetail == words)
        try waiter.read(until: "nrf1: \(words).")
        leaving.close()
        #expect(try gateway.history.ended(leaving).ending == "client_closed client queued")
        holder.close()
        try waiter.readToGrant(of: "nrf1")
        try waiter.read(until: FakeDevice.prompt)
        #expect(device.connections.count == 2)
        #expect(device.sawOneAtATime)
    }

    @Test func `a port that is kept open passes on with its name, at another rate too`() throws {
        let cable = try SerialCable.lay()
        let home = try GatewayHome([.init("board1", connect: cable.url())])
        let gateway = try home.serve()
        let holder = try gateway.holder()
        try cable.waitUntilOpen()
        try home.configure([.init("nrf1", connect: cable.url("?baud=9600"))])
        #expect(try gateway.reload())
        let next = try gateway.holder(of: "nrf1")
        #expect(try next.readNotice().hasPrefix("nrf1: \(Self.words); trying for "))
        holder.close()
        try gateway.wait(until: "nrf1", is: "held")
        #expect(try cable.bitsPerSecond() == 9_600)
        next.close()
        try home.configure([.init("board1", connect: cable.url())])
        #expect(try gateway.reload())
        try eventually("the port is open under its old name") {
            try gateway.status().devices.map(\.link) == ["open"]
        }
        #expect(!gateway.errors.contains("cannot be reached"))
    }

    @Test func `the gateway stops in time while somebody waits for that`() throws {
        let device = try board()
        let (gateway, _, next) = try rename(device)
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(0))
        let row = try gateway.history.ended(next)
        #expect(row.ending == "gateway_shutdown gateway connecting")
        #expect(device.connections.count == 1)
    }

    @Test func `whoever waited for that when the gateway was killed was connecting`() throws {
        let device = try board()
        let (gateway, _, next) = try rename(device)
        try eventually("the record knows what is in the way") {
            try gateway.history.events().map(\.kind) == ["link_awaits_session"]
        }
        gateway.signal(SIGKILL)
        #expect(try gateway.waitForExit() == .signalled(SIGKILL))
        let row = try gateway.home.serve().history.ended(next)
        #expect(row.ending == "gateway_crash gateway connecting")
    }

    /// A device that shows that nobody even tries to come while it is taken.
    private func board() throws -> FakeDevice {
        try FakeDevice.start(.init { $0.whileTaken = .resets })
    }

    /// Somebody has the device as board1, and somebody else the lease of it as nrf1, which the
    /// configuration calls it meanwhile.
    private func rename(
        _ device: FakeDevice,
        _ keys: [String] = []
    ) throws -> (gateway: GatewayProcess, holder: LineClient, next: LineClient) {
        let gateway = try GatewayProcess.start(for: device, keys: keys)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try gateway.home.configure([.init("nrf1", connect: device.url, keys: keys)])
        #expect(try gateway.reload())
        return (gateway, holder, try gateway.holder(of: "nrf1"))
    }
}
