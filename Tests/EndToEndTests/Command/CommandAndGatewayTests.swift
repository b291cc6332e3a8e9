// A gateway that ends takes its program with it: politely by SIGTERM, and by the closed terminal
// where it is killed itself.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct CommandAndGatewayTests {
    @Test func `SIGTERM of the gateway hangs the program up`() throws {
        let directory = try TemporaryDirectory()
        Bench.current.add(directory)
        let script = "trap 'echo hung up > $0; exit' HUP; echo \"<$$>\"; read line"
        let gateway = try GatewayProcess.start(command: ["sh", "-c", script, directory.path("log")])
        let user = try gateway.client()
        try user.readToGrant()
        let text = try user.read(until: ">")
        let pid = try #require(text.firstMatch(of: /<(\d+)>/).flatMap { pid_t($0.1) })
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit(within: stopMax) == .exited(0))
        #expect(!isRunning(pid))
        #expect(directory.text("log") == "hung up\n")
    }

    @Test func `a program that ignores it does not outlive the gateway`() throws {
        let script = "trap '' HUP TERM; echo \"<$$>\"; exec tail -f /dev/null"
        let gateway = try GatewayProcess.start(command: ["sh", "-c", script])
        let user = try gateway.client()
        try user.readToGrant()
        let text = try user.read(until: ">")
        let pid = try #require(text.firstMatch(of: /<(\d+)>/).flatMap { pid_t($0.1) })
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit(within: stopMax) == .exited(0))
        #expect(!isRunning(pid))
    }

    @Test func `a killed gateway's program is hung up by the kernel`() throws {
        let gateway = try GatewayProcess.start(
            command: ["sh", "-c", "echo \"<$$>\"; exec tail -f /dev/null"]
        )
        let user = try gateway.client()
        try user.readToGrant()
        let text = try user.read(until: ">")
        let pid = try #require(text.firstMatch(of: /<(\d+)>/).flatMap { pid_t($0.1) })
        #expect(isRunning(pid))
        gateway.signal(SIGKILL)
        _ = try gateway.waitForExit()
        try eventually("the program is gone") { !isRunning(pid) }
    }
}
