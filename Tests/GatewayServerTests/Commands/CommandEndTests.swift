// How a command ended, and that it could not be started, in the words that the record has: of real
// programs. How a link ends its own is tested end to end.

import Glibc
import Testing

@testable import GatewayServer

@Suite struct CommandEndTests {
    @Test(arguments: [
        ("exit 0", CommandEnd.exited(0), "exit status 0"),
        ("exit 3", .exited(3), "exit status 3"), ("exit 255", .exited(255), "exit status 255"),
        ("kill -9 $$", .signalled(9), "ended by signal 9 (Killed)"),
        ("kill -15 $$", .signalled(15), "ended by signal 15 (Terminated)"),
    ])
    func `an end is told in the system's words`(
        script: String,
        end: CommandEnd,
        words: String
    ) throws {
        let output = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(output) }
        let process = try CommandProcess.start(
            CommandOrder(
                command: ["sh", "-c", script],
                variables: [:],
                ends: .output(descriptor: output)
            )
        )
        #expect(process.reap() == end)
        #expect(end.words == words)
        #expect(process.pid == nil)
        process.signal(SIGKILL)
    }

    @Test(arguments: [
        ("/no/such/program", "No such file or directory"), ("/etc/passwd", "Permission denied"),
    ])
    func `what cannot be started says why`(program: String, words: String) {
        let order = CommandOrder(command: [program], variables: [:], ends: .output(descriptor: 1))
        let failure = #expect(throws: CommandOrder.StartFailure.self) {
            _ = try CommandProcess.start(order)
        }
        #expect(failure?.words == words)
    }
}
