// pexpect with `telnet` as its child, as scripts drive a board's command line: it waits for the
// grant and the prompt, sends a line, and keeps a log of all that was said.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PexpectTests {
    private static let script = """
        import pexpect, sys
        child = pexpect.spawn("telnet", sys.argv[1:3], encoding="ascii", timeout=10)
        child.logfile_read = sys.stdout
        child.expect("\\\\[hotseat\\\\] board1 is yours \\\\(lease ([0-9]+)\\\\)\\\\.\\r\\n")
        child.expect_exact("demo> ")
        child.sendline("echo one two")
        child.expect_exact("\\r\\none two\\r\\n")
        child.expect_exact("demo> ")
        child.sendcontrol("]")
        child.expect_exact("telnet> ")
        child.sendline("quit")
        child.expect(pexpect.EOF)
        child.close()
        sys.exit(child.exitstatus)
        """

    @Test func `a script with pexpect drives a board through telnet`() throws {
        let board = GatewayHome.Device(connect: "demo:", listen: ["telnet://127.0.0.1:0"])
        let gateway = try GatewayHome([board]).serve()
        let address = try gateway.address()
        let script = try PythonProgram(Self.script, address.host, String(address.port))
        let log = try script.finish()
        // What is typed is shown once: the board echoes it, and the terminal does not.
        #expect(log.ranges(of: "echo one two").count == 1, "\(log)")
        #expect(log.contains("demo> echo one two\r\none two\r\ndemo> "), "\(log)")
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_closed client holding")
        #expect(row.via == "telnet")
        #expect(row.bytesToDevice == 13)
    }
}
