// A program finds itself where a login would have put it: on a terminal of its own, which controls
// it, with the modes of a login, as leader of a session and a process group, in `/`, with an
// environment that says which device it is; and with nothing of the gateway's own.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ControllingTerminalTests {
    @Test func `the terminal is its own, and Ctrl-C on it interrupts`() throws {
        let gateway = try GatewayProcess.startShell()
        let user = try gateway.shellUser()
        #expect(try user.ask("tty").hasPrefix("/dev/pts/"))
        // Through the controlling terminal, whatever the descriptors are.
        #expect(try user.ask("echo here > /dev/tty") == "here\n")
        try user.send("trap 'echo caught' INT; echo 'set'; read line; echo \"after\"\n")
        try user.read(until: "set\r\n")
        try user.send("\u{3}")
        try user.read(until: "caught\r\n")
    }

    @Test func `its modes are a login's`() throws {
        let gateway = try GatewayProcess.start(
            command: ["sh", "-c", "stty -a; echo end; exec cat"]
        )
        let user = try gateway.client()
        try user.readToGrant()
        let modes = try user.read(until: "end\r\n").split { " ;\r\n".contains($0) }.map(String.init)
        let wanted = [
            "icanon", "isig", "echo", "echoe", "icrnl", "opost", "onlcr", "ixon", "iutf8", "cs8",
            "-istrip", "-parenb",
        ]
        #expect(wanted.filter { !modes.contains($0) } == [])
    }

    @Test func `it leads a session and a process group`() throws {
        let gateway = try GatewayProcess.startShell()
        let user = try gateway.shellUser()
        let numbers = try user.words(of: "cut -d\" \" -f1,5,6,8 /proc/$$/stat")
        #expect(numbers.count == 4)
        #expect(Set(numbers).count == 1, "\(numbers)")
        #expect(numbers.first != "\(gateway.pid)")
    }

    @Test func `it is told its device and its kind of terminal`() throws {
        let gateway = try GatewayProcess.startShell()
        let user = try gateway.shellUser()
        #expect(try user.ask("echo $HOTSEAT_DEVICE $TERM; pwd") == "board1 xterm\n/\n")
    }

    @Test func `it inherits no socket and no ignored signal`() throws {
        let gateway = try GatewayProcess.startShell()
        let first = try gateway.shellUser()
        let user = try gateway.waiter()
        _ = try gateway.waiter()
        // The second run is started while clients are connected.
        first.close()
        try user.readToGrant()
        try user.read(until: "ready\r\n")
        #expect(try user.words(of: "ls /proc/$$/fd") == ["0", "1", "2"])
        // Those from 32 on are the C library's own.
        for kind in ["SigBlk", "SigIgn"] {
            let mask = try user.words(of: "sed -n 's/^\(kind):.//p' /proc/self/status")[0]
            #expect(try #require(UInt64(mask, radix: 16)) & 0x7FFF_FFFF == 0, "\(kind)")
        }
    }
}
