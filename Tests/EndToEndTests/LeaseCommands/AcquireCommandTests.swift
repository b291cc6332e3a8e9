// `on_acquire_command`: it runs at the beginning of each lease, knows whose it is, and no byte
// passes before it has ended. A failure is told, recorded, and ends nothing.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct AcquireCommandTests {
    @Test func `no link is opened and no byte passes before it has ended`() throws {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [log.key("on_acquire_command", log.gate.waiting)]
        )
        let user = try gateway.client()
        let lease = try user.readToGrant()
        try user.send("version\r\n")
        _ = try log.lines(1)
        #expect(device.connections.isEmpty)
        #expect(user.takeUnread() == "")
        try log.gate.open()
        try user.read(until: FakeDevice.version)
        #expect(log.lines == ["begin acquire \(lease)", "end acquire \(lease)"])
        #expect(device.last?.text == "version\r\n")
    }

    @Test func `on a kept link no byte passes either`() throws {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let script = "[ $HOTSEAT_LEASE = 1 ] || { \(log.gate.waiting); }"
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [
                log.key("on_acquire_command", script), "link: persistent",
                #"on_acquire: "hello\r\n""#,
            ]
        )
        let first = try gateway.holder()
        try first.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        first.close()
        try waiter.readGrant()
        try waiter.send("version\r\n")
        _ = try log.lines(3)
        #expect(device.last?.text == "hello\r\n")
        #expect(waiter.takeUnread() == "")
        try log.gate.open()
        try waiter.read(until: FakeDevice.version)
        #expect(device.connections.count == 1)
    }

    @Test func `it is told the device, the lease and whose it is`() throws {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let words = "$HOTSEAT_DEVICE $HOTSEAT_LEASE ${HOTSEAT_USER-nobody} $HOTSEAT_ADDRESS"
        let script = "echo \(words) $(pwd) >> \(log.path)"
        let keys = [log.key("on_acquire_command", script)]
        let home = try GatewayHome([
            .init(connect: device.url, listen: ["raw://127.0.0.1:0?auth=name"], keys: keys),
            .init("board2", connect: device.url, keys: keys),
        ])
        let gateway = try home.serve()
        let alice = try gateway.client()
        try alice.send("alice\r\n")
        let first = try alice.readToGrant()
        #expect(try log.lines(3)[1] == "board1 \(first) alice \(alice.address) /")
        alice.close()
        try gateway.wait(until: "board1", is: "free")
        let other = try gateway.client(of: "board2")
        let second = try other.readToGrant(of: "board2")
        #expect(try log.lines(6)[4] == "board2 \(second) nobody \(other.address) /")
    }

    @Test(arguments: [
        ("[sh, -c, \"exit 3\"]", "exit status 3"),
        ("[sh, -c, \"kill -9 $$\"]", "ended by signal 9 (Killed)"),
        ("[/no/such/program]", "/no/such/program cannot be started: No such file or directory"),
    ])
    func `a failure is told and recorded, and the lease goes on`(
        command: String,
        why: String
    ) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: ["on_acquire_command: \(command)"]
        )
        let user = try gateway.client()
        try user.readToGrant()
        #expect(try user.readNotice() == "board1: on_acquire_command failed: \(why).")
        try user.read(until: FakeDevice.prompt)
        try user.send("version\r\n")
        try user.read(until: FakeDevice.version)
        user.close()
        let row = try gateway.history.ended(user)
        #expect(row.ending == "client_closed client holding")
        let failure = try gateway.history.events(of: row)
            .first { $0.kind == "on_acquire_command_failed" }
        #expect(failure?.detail == why)
        #expect(gateway.errors.contains("on_acquire_command failed: \(why)"))
    }

    @Test func `a device that it kept from being asked is not blamed`() throws {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let script = "[ $HOTSEAT_LEASE != 1 ] || { \(log.gate.waiting); }"
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [log.key("on_acquire_command", script), "device_ready: 1s"]
        )
        let holder = try gateway.holder()
        let waiter = try gateway.waiter()
        let words = "on_acquire_command of lease 1 still runs, and the device was not asked"
        #expect(try holder.readFarewell() == "board1: \(words).")
        let row = try gateway.history.ended(holder)
        #expect(row.ending == "device_unreachable device connecting")
        #expect(row.endDetail == words)
        #expect(try waiter.readNotice() == "board1: \(words).")
        #expect(device.connections.isEmpty)
        try log.gate.open()
        try waiter.readToGrant()
        try waiter.read(until: FakeDevice.prompt)
    }

    @Test func `what it prints is in the gateway's log`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [#"on_acquire_command: [sh, -c, "echo power is on; echo really >&2"]"#]
        )
        let user = try gateway.holder()
        try user.read(until: FakeDevice.prompt)
        let lines = gateway.errors.split(separator: "\n").filter { $0.contains("device=board1") }
        #expect(lines.contains { $0.hasSuffix("on_acquire_command: power is on") })
        #expect(lines.contains { $0.hasSuffix("on_acquire_command: really") })
    }
}
