// pyserial with a `socket://` URL on a raw listener: scripts that were written for a serial port
// come this way, and read lines with a timeout. Its open() throws away what has arrived by then, so
// whether such a script sees the grant's notice is chance, and none must depend on it.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PyserialTests {
    private static let script = """
        import serial, sys
        port = serial.serial_for_url(sys.argv[1], timeout=10)
        port.write(b"version\\r\\n")
        while not port.readline().endswith(b"version\\r\\n"): pass
        print("answer", port.readline())
        port.timeout = 0.05
        rest = b""
        while rest != b"> ": rest += port.readline()
        print("nothing", port.readline())
        sys.stdin.readline()
        port.close()
        """

    @Test func `a script with pyserial writes, reads lines, and hands over`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let script = try PythonProgram(Self.script, "socket://\(try gateway.address())")
        try script.read(until: "nothing b''\n")
        #expect(
            script.output == """
                answer b'\(FakeDevice.version)\\r\\n'
                nothing b''

                """
        )
        let waiter = try gateway.waiter()
        try script.type("close\n")
        try waiter.readGrant()
        try waiter.read(until: FakeDevice.prompt)
        try script.finish()
        #expect(device.connections.first?.text == "version\r\n")
        #expect(device.sawOneAtATime)
        #expect(try gateway.history.firstEnded().ending == "client_closed client holding")
    }
}
