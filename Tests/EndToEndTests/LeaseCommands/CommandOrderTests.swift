// The commands of one device's leases, one after the other: a lease's release when its link is
// left, then the acquire of the next one, then that one's link. A grant waits for none of them.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct CommandOrderTests {
    @Test func `a lease's release ends before the next one's acquire and link begin`() throws {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let script = "[ $HOTSEAT_LEASE != 1 ] || { \(log.gate.waiting); }"
        let gateway = try GatewayProcess.start(for: device, keys: log.keys(release: script))
        let holder = try gateway.client()
        let first = try holder.readToGrant()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        var second = 0
        let taken = try time {
            holder.close()
            second = try waiter.readGrant()
        }
        #expect(taken < atOnce, "a grant does not wait for commands")
        let before = ["begin acquire", "end acquire", "begin release"].map { "\($0) \(first)" }
        #expect(try log.lines(3) == before)
        try device.waitUntilFree()
        #expect(device.connections.count == 1)
        try log.gate.open()
        try waiter.read(until: FakeDevice.prompt)
        #expect(
            log.lines.dropFirst(3) == [
                "end release \(first)", "begin acquire \(second)", "end acquire \(second)",
            ]
        )
        #expect(device.sawOneAtATime)
    }

    @Test func `a holder that leaves while its acquire runs has its release behind it`() throws {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let script = "[ $HOTSEAT_LEASE != 1 ] || { \(log.gate.waiting); }"
        let gateway = try GatewayProcess.start(for: device, keys: log.keys(acquire: script))
        let holder = try gateway.client()
        try holder.readToGrant()
        _ = try log.lines(1)
        let waiter = try gateway.waiter()
        holder.reset()
        let second = try waiter.readToGrant()
        #expect(log.lines.count == 1)
        try log.gate.open()
        try waiter.read(until: FakeDevice.prompt)
        #expect(
            log.lines == [
                "begin acquire 1", "end acquire 1", "begin release 1", "end release 1",
                "begin acquire \(second)", "end acquire \(second)",
            ]
        )
        #expect(device.connections.count == 1, "nobody was there for the first one's link")
    }

    @Test func `leases whose turn never came leave nothing behind`() throws {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let script = "[ $HOTSEAT_LEASE != 1 ] || { \(log.gate.waiting); }"
        let gateway = try GatewayProcess.start(for: device, keys: log.keys(release: script))
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        holder.close()
        _ = try log.lines(3)
        for _ in 1...10 {
            let client = try gateway.client()
            try client.readToGrant()
            client.close()
            try gateway.history.ended(client)
        }
        let last = try gateway.client()
        let lease = try last.readToGrant()
        try log.gate.open()
        try last.read(until: FakeDevice.prompt)
        #expect(
            log.lines.dropFirst(3) == [
                "end release 1", "begin acquire \(lease)", "end acquire \(lease)",
            ]
        )
    }

    @Test(.needs(.networkNamespaces))
    func `a device's acquire runs once, however many heirs are passed over`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let gateway = try GatewayProcess.start(
            for: device,
            at: host,
            deadPeer: "60s",
            keys: log.keys()
        )
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let away = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try away.read(until: "You are 1 of 1 in line.")
        let waiter = try gateway.waiter()
        try host.vanish()
        holder.close()
        try waiter.readGrant()
        try waiter.read(until: FakeDevice.prompt)
        #expect(
            log.lines.map { $0.split(separator: " ").dropLast().joined(separator: " ") } == [
                "begin acquire", "end acquire", "begin release", "end release", "begin acquire",
                "end acquire",
            ]
        )
    }

    @Test func `the board may be switched off between two leases`() throws {
        // The board is on while a file is there; what switches it takes its time.
        let log = try CommandLog()
        let (on, off) = ("touch \(log.path).on", "rm \(log.path).on")
        let board = "[ -e \(log.path).on ] || exit 9; echo booted; exec cat"
        let home = try GatewayHome([
            .init(command: ["sh", "-c", board], keys: log.keys(acquire: on, release: off))
        ])
        let gateway = try home.serve()
        var user = try gateway.client()
        try user.readToGrant()
        for _ in 1...5 {
            try user.read(until: "booted\r\n")
            let waiter = try gateway.waiter()
            user.close()
            try waiter.readToGrant()
            user = waiter
        }
        try user.read(until: "booted\r\n")
    }
}
