// Child processes: what they print, how they end, and that they inherit nothing. They run the
// system's own small programs.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct ChildProcessTests {
    @Test func `what it prints and how it ends are seen`() throws {
        let finished = try Program.run(["sh", "-c", "echo out; echo err >&2; exit 3"])
        #expect(finished.output == "out\n")
        #expect(finished.errors == "err\n")
        #expect(finished.status == .exited(3))
    }

    @Test func `a signal that ended it is told`() throws {
        let child = Bench.current.add(try ChildProcess(["cat"], openInput: true))
        child.signal(SIGKILL)
        #expect(try child.waitForExit() == .signalled(SIGKILL))
    }

    @Test func `its stdin stays open until it is closed`() throws {
        let child = Bench.current.add(try ChildProcess(["cat"], openInput: true))
        try child.type("hello")
        try eventually("cat says it") { child.output == "hello" }
        #expect(child.exitStatus == nil)
        child.closeInput()
        #expect(try child.waitForExit() == .exited(0))
    }

    @Test func `it inherits no descriptor but the first three, and no ignored signal`() throws {
        let open = Glibc.open("/dev/null", O_RDONLY)
        defer { close(open) }
        signal(SIGPIPE, SIG_IGN)
        let finished = try Program.run(["sh", "-c", "ls /proc/$$/fd; kill -PIPE $$; echo alive"])
        #expect(finished.output == "0\n1\n2\n")
        #expect(finished.status == .signalled(SIGPIPE))
    }

    @Test func `variables are set and taken away`() throws {
        let finished = try Program.run(
            ["sh", "-c", "echo ${WORD-none} ${HOME-none}"],
            environment: ["WORD": "new", "HOME": nil]
        )
        #expect(finished.output == "new none\n")
    }
}
