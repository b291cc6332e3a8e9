// A program that ends by itself: its holder gets all that it printed, then a word about it, and the
// record says how it ended. The next in line gets a run of its own.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct CommandEndsTests {
    @Test func `its exit status is in the record, and its last words arrive`() throws {
        let gateway = try GatewayProcess.start(command: ["sh", "-c", "echo last words; exit 3"])
        let user = try gateway.client()
        try user.readToGrant()
        let (text, ending) = try user.readToEnd()
        let why = "the device closed the connection (exit status 3)."
        #expect(text == "last words\r\n\r\n[hotseat] board1: \(why)\r\n")
        #expect(ending == .closed)
        let row = try gateway.history.ended(user)
        #expect(row.ending == "device_closed device holding")
        #expect(row.endDetail == "exit status 3")
        #expect(row.bytesFromDevice == 12)
    }

    @Test func `the signal that ended it is in the record`() throws {
        let gateway = try GatewayProcess.startShell()
        let user = try gateway.shellUser()
        try user.send("kill -9 $$\n")
        _ = try user.readToEnd()
        let row = try gateway.history.ended(user)
        #expect(row.ending == "device_closed device holding")
        #expect(row.endDetail == "ended by signal 9 (Killed)")
    }

    @Test func `half a megabyte that it prints last arrives whole at a slow reader`() throws {
        let print = "head -c 500000 /dev/zero | tr '\\0' x; echo; echo end"
        let gateway = try GatewayProcess.start(command: ["sh", "-c", "stty -opost; \(print)"])
        let user = try gateway.client(receiveBufferBytes: 4096)
        try user.readToGrant()
        let text = try user.read(until: "end\n")
        #expect(text.count == 500_005)
        try user.read(until: "the device closed the connection (exit status 0).")
    }

    @Test func `what it leaves behind does not hold the end up`() throws {
        // One in its process group; and one that has left it, and holds the terminal open.
        let script = """
            (trap '' HUP; exec tail -f /dev/null) & echo "inside $!"
            mkfifo $0; setsid sh -c 'echo up > $0; exec tail -f /dev/null' $0 & echo "outside $!"
            read up < $0; exit 4
            """
        let directory = try TemporaryDirectory()
        Bench.current.add(directory)
        let gateway = try GatewayProcess.start(
            command: ["sh", "-c", script, directory.path("up")]
        )
        let user = try gateway.client()
        try user.readToGrant()
        let begin = ContinuousClock.now
        let (text, _) = try user.readToEnd()
        #expect(ContinuousClock.now - begin < atOnce)
        let inside = try #require(text.firstMatch(of: /inside (\d+)/).flatMap { pid_t($0.1) })
        let outside = try #require(text.firstMatch(of: /outside (\d+)/).flatMap { pid_t($0.1) })
        defer { kill(outside, SIGKILL) }
        #expect(try gateway.history.ended(user).endDetail == "exit status 4")
        try eventually("what was left in its group is gone") { !isRunning(inside) }
        #expect(isRunning(outside))
    }

    @Test func `the next in line gets a run of its own`() throws {
        let gateway = try GatewayProcess.startShell()
        let user = try gateway.shellUser()
        let waiter = try gateway.waiter()
        let first = try user.ask("echo $$")
        try user.send("exit 0\n")
        _ = try user.readToEnd()
        try waiter.readToGrant()
        try waiter.read(until: "ready\r\n")
        #expect(try waiter.ask("echo $$") != first)
    }
}
