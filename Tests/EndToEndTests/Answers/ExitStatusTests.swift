// The exit statuses that scripts rely on, and that a refusal is a sentence on stderr and nothing on
// stdout.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct ExitStatusTests {
    @Test func `69: no gateway answers`() throws {
        let home = try GatewayHome([.init(connect: "tcp://127.0.0.1:9")])
        for verb in [["status"], ["status", "board1"], ["status", "--json"], ["sessions"]] {
            try expectRefusal(69, of: verb, at: home)
        }
    }

    @Test func `69: the gateway was killed and its socket is still there`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        gateway.signal(SIGKILL)
        _ = try gateway.waitForExit()
        try expectRefusal(69, of: ["status"], at: gateway.home)
    }

    @Test func `1: no such device, no such session`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        try expectRefusal(1, of: ["status", "bord1"], at: gateway.home)
        try expectRefusal(1, of: ["status", "bord1", "--exit-code"], at: gateway.home)
        try expectRefusal(1, of: ["sessions", "show", "4711"], at: gateway.home)
    }

    @Test func `64: usage`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        try expectRefusal(64, of: ["status", "--exit-code"], at: gateway.home)
        try expectRefusal(64, of: ["stauts"], at: gateway.home)
        try expectRefusal(64, of: ["status", "--nonsense"], at: gateway.home)
        try expectRefusal(64, of: ["sessions", "--since", "yesterdayish"], at: gateway.home)
        try expectRefusal(64, of: ["sessions", "--address", "127.0.0.1/99"], at: gateway.home)
        try expectRefusal(64, of: ["sessions", "--reason", "unknown"], at: gateway.home)
    }

    @Test func `--help lists the verbs`() throws {
        let home = try GatewayHome([])
        let finished = try home.run("--help")
        #expect(finished.status == .exited(0))
        for verb in ["serve", "check", "status", "sessions"] {
            #expect(finished.output.contains(verb))
        }
        #expect(try home.run("status", "--help").status == .exited(0))
    }

    private func expectRefusal(_ status: Int32, of verb: [String], at home: GatewayHome) throws {
        let finished = try home.run(verb)
        #expect(finished.status == .exited(status), "\(finished)")
        #expect(finished.output.isEmpty, "\(finished)")
        #expect(!finished.errors.isEmpty, "\(finished)")
    }
}
