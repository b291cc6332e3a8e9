// The end of a lease ends its program: SIGHUP, then SIGTERM, then SIGKILL, within 2 s, and the next
// one is on. What was typed and not read is withdrawn with its terminal.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct CommandIsEndedTests {
    @Test func `a program that goes by SIGHUP is gone at once`() throws {
        let gateway = try GatewayProcess.startShell()
        let user = try gateway.shellUser()
        let pid = try #require(pid_t(try user.words(of: "echo $$")[0]))
        let waiter = try gateway.waiter()
        let taken = try time {
            user.close()
            try waiter.readToGrant()
        }
        #expect(taken < atOnce)
        #expect(!isRunning(pid))
    }

    @Test(
        arguments: [
            ("trap 'exit 5' TERM; trap '' HUP", .milliseconds(500), .milliseconds(1200)),
            ("trap '' HUP TERM", .milliseconds(1200), .seconds(2)),
        ] as [(String, Duration, Duration)]
    )
    func `one that does not is told more and more clearly`(
        traps: String,
        least: Duration,
        most: Duration
    ) throws {
        // Where its terminal is gone it has nothing to do but wait.
        let directory = Bench.current.add(try TemporaryDirectory())
        let gate = Bench.current.add(try Gate(at: directory.path("never")))
        let script = "\(traps); echo \"<$$>\"; \(gate.waiting)"
        let gateway = try GatewayProcess.start(command: ["sh", "-c", script])
        let user = try gateway.client()
        try user.readToGrant()
        let text = try user.read(until: ">")
        let pid = try #require(text.firstMatch(of: /<(\d+)>/).flatMap { pid_t($0.1) })
        let waiter = try gateway.waiter()
        let taken = try time {
            user.close()
            try waiter.readToGrant()
        }
        #expect(taken > least && taken < most + noise)
        #expect(!isRunning(pid))
    }

    @Test func `what was typed and not read is withdrawn`() throws {
        let directory = Bench.current.add(try TemporaryDirectory())
        let gate = Bench.current.add(try Gate(at: directory.path("gate")))
        let script = """
            trap '' HUP TERM; stty raw -echo; echo "<$$>"
            \(gate.waiting); cat > $0/heard; echo over >> $0/heard
            """
        let gateway = try GatewayProcess.start(command: ["sh", "-c", script, directory.path])
        let user = try gateway.client()
        try user.readToGrant()
        try user.read(until: ">")
        try user.send("reboot\n")
        user.close()
        try gateway.history.ended(user)
        // It reads on only now: its terminal has nothing for it any more.
        try gate.open()
        try eventually("it has read all there is") { directory.text("heard").hasSuffix("over\n") }
        #expect(directory.text("heard") == "over\n")
    }

    @Test func `one that is stopped is ended too`() throws {
        let gateway = try GatewayProcess.startShell()
        let user = try gateway.shellUser()
        let pid = try #require(pid_t(try user.words(of: "echo $$")[0]))
        kill(pid, SIGSTOP)
        let taken = try time {
            user.close()
            try gateway.wait(until: "board1", is: "free")
        }
        #expect(taken < .seconds(1) + noise)
        #expect(!isRunning(pid))
    }
}
