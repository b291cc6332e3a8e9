// `link: persistent`: one connection to the device serves one lease after the other, and in between
// its line is cleaned: nothing of the last session reaches the next one, in either direction.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PersistentLinkTests {
    private static func gateway(
        for device: FakeDevice,
        keys: [String] = []
    ) throws -> GatewayProcess {
        try GatewayProcess.start(for: device, keys: ["link: persistent"] + keys)
    }

    @Test func `one connection serves one lease after the other`() throws {
        let device = try FakeDevice.start()
        let gateway = try Self.gateway(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        holder.close()
        try waiter.readGrant()
        try waiter.send("version\r\n")
        try waiter.read(until: FakeDevice.version)
        waiter.close()
        try gateway.wait(until: "board1", is: "free")
        #expect(try gateway.status(of: "board1").link == "open")
        let third = try gateway.holder()
        try third.send("version\r\n")
        try third.read(until: FakeDevice.version)
        #expect(device.connections.count == 1)
    }

    @Test func `the answer to the last holder is nobody's`() throws {
        let device = try FakeDevice.start(.init { $0.answerDelay = .milliseconds(120) })
        let gateway = try Self.gateway(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try holder.send("version\r\n")
        try holder.read(until: "version\r\n")
        holder.close()
        try waiter.readGrant()
        try waiter.send("mine\r\n")
        #expect(try waiter.read(until: "unknown: mine") == "mine\r\nunknown: mine")
    }

    @Test func `a device that never stops talking is waited for one second`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try Self.gateway(for: device)
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        let waiter = try gateway.waiter()
        let chatter = Chatter(of: device)
        defer { chatter.stop() }
        try holder.read(until: "chatter")
        let taken = try time {
            holder.close()
            try waiter.readGrant()
        }
        #expect(taken > .milliseconds(800) && taken < .seconds(1) + noise)
        try waiter.read(until: "chatter")
    }

    @Test func `bytes that the device did not take are withdrawn, with the connection`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.manner = .silent
            }
        )
        let gateway = try Self.gateway(for: device)
        let (_, next, taken) = try gateway.handOverBehindStall(of: device, byteCount: 300_000)
        #expect(taken < atOnce)
        #expect(try next.sendAlone("mine", to: device) == "mine")
    }

    @Test func `bytes that never came as far as the connection do not end it`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let log = try CommandLog()
        let script = "[ $HOTSEAT_LEASE != 2 ] || { \(log.gate.waiting); }"
        let gateway = try Self.gateway(
            for: device,
            keys: [log.key("on_acquire_command", script), "fin_linger: 0s"]
        )
        let first = try gateway.holder()
        try device.waitForConnection(1)
        first.close()
        try gateway.wait(until: "board1", is: "free")
        let holder = try gateway.holder()
        try holder.send("reboot\r\n")
        holder.close()
        let row = try gateway.history.ended(holder)
        #expect(row.bytesToDevice == 0)
        #expect(row.endDetail?.hasSuffix("8 B unsent, withdrawn") == true)
        try log.gate.open()
        let next = try gateway.client()
        try next.readToGrant()
        try next.send("mine")
        try device.waitToReceive("mine")
        #expect(device.connections.map(\.text) == ["mine"])
    }

    @Test func `a connection lost while nobody holds is opened anew for the next`() throws {
        let device = try FakeDevice.start()
        let gateway = try Self.gateway(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        holder.close()
        try gateway.wait(until: "board1", is: "free")
        device.close()
        try eventually("the link is closed") {
            try gateway.status(of: "board1").link == "closed"
        }
        let next = try gateway.holder()
        try next.read(until: FakeDevice.prompt)
        #expect(device.connections.count == 2)
    }

    @Test func `SIGTERM leaves a kept connection politely`() throws {
        let device = try FakeDevice.start()
        let gateway = try Self.gateway(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        holder.close()
        try gateway.wait(until: "board1", is: "free")
        gateway.signal(15)
        #expect(try gateway.waitForExit(within: stopMax) == .exited(0))
        try device.waitUntilFree()
        #expect(device.last?.ending == .fin)
    }
}
