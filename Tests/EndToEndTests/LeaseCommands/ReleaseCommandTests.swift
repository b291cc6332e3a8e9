// `on_release_command`: it runs at the end of each lease, however that came, also when the gateway
// stops; there it has the time that is left.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct ReleaseCommandTests {
    @Test func `it runs once the link is left`() throws {
        let device = try FakeDevice.start(.init { $0.closeDelay = .milliseconds(300) })
        let log = try CommandLog()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [log.key("on_release_command", ":")]
        )
        let user = try gateway.client()
        let lease = try user.readToGrant()
        try user.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        user.close()
        try eventually("the link is being left") { device.last?.finSeen != nil }
        #expect(log.lines == [])
        #expect(try log.lines(2) == ["begin release \(lease)", "end release \(lease)"])
        #expect(!device.isTaken)
    }

    @Test func `a failure is in the log and the record`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [#"on_release_command: [sh, -c, "exit 4"]"#]
        )
        let user = try gateway.holder()
        try user.read(until: FakeDevice.prompt)
        user.close()
        let sentence = "on_release_command failed: exit status 4"
        try eventually("it is logged") { gateway.errors.contains(sentence) }
        let next = try gateway.holder()
        try next.read(until: FakeDevice.prompt)
        try eventually("it is recorded") {
            try gateway.history.events().filter { $0.kind == "on_release_command_failed" }
                .map(\.detail) == ["exit status 4"]
        }
    }

    @Test func `it runs when the gateway stops`() throws {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [log.key("on_release_command", "head -c 1000000 /dev/zero > /dev/null")]
        )
        let user = try gateway.client()
        let lease = try user.readToGrant()
        try user.read(until: FakeDevice.prompt)
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit(within: stopMax) == .exited(0))
        #expect(log.lines == ["begin release \(lease)", "end release \(lease)"])
    }

    @Test func `one that does not end is cut then, and named`() throws {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [log.key("on_release_command", "echo $$ >> \(log.path); exec tail -f /dev/null")]
        )
        let user = try gateway.client()
        let lease = try user.readToGrant()
        try user.read(until: FakeDevice.prompt)
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit(within: stopMax) == .exited(0))
        #expect(gateway.errors.contains("on_release_command of lease \(lease) was cut short"))
        let pid = try #require(pid_t(try log.lines(2)[1]))
        try eventually("it is gone") { !isRunning(pid) }
    }
}
