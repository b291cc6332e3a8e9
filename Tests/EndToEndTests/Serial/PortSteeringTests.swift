// RFC 2217 by a real client of it, pyserial's `rfc2217://`: it opens the port, steers it, reads and
// writes; and when it has left, the port is as it was configured. The messages themselves are
// tested with the module `Telnet`.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PortSteeringTests {
    private static func start(at cable: SerialCable) throws -> GatewayProcess {
        try GatewayHome([
            .init(connect: cable.url(), listen: ["telnet://127.0.0.1:0"], keys: ["notices: off"])
        ]).serve()
    }

    /// Opens the port as `port`, and then does what `script` says.
    private static func pyserial(
        at gateway: GatewayProcess,
        _ script: String
    ) throws -> ChildProcess {
        let open = """
            import serial, sys
            port = serial.serial_for_url("rfc2217://\(try gateway.address())", timeout=10)

            """
        return Bench.current.add(try ChildProcess(["/usr/bin/python3", "-c", open + script]))
    }

    @Test func `pyserial opens the port, changes its mode, writes and reads`() throws {
        let cable = try SerialCable.lay()
        let gateway = try Self.start(at: cable)
        try cable.waitUntilOpen()
        let client = try Self.pyserial(
            at: gateway,
            """
            port.baudrate = 9600
            port.write(bytes(range(256)) + b"\\r\\nend")
            print(port.read(6).hex(), flush=True)
            port.baudrate = 57600
            port.write(b"faster")
            print(port.baudrate, port.read(4), flush=True)
            port.close()
            """
        )
        let expected = Array(UInt8.min...UInt8.max) + Array("\r\nend".utf8)
        #expect(try cable.hear(count: expected.count) == expected)
        #expect(try cable.bitsPerSecond() == 9_600)
        try cable.say([0xFF, 0x0D, 0x0A, 0x0D, 0x00, 0x41])
        #expect(try cable.hear(until: "faster") == "faster")
        #expect(try cable.bitsPerSecond() == 57_600)
        try cable.say("done")
        #expect(try client.waitForExit() == .exited(0), "\(client.errors)")
        #expect(client.output == "ff0d0a0d0041\n57600 b'done'\n")
        try eventually("the port is as it was") { try cable.bitsPerSecond() == 115_200 }
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_closed client holding")
        #expect(row.via == "telnet")
    }

    @Test func `breaks, lines and purges are answered, and a mode that is not there is told`()
        throws
    {
        let cable = try SerialCable.lay()
        let gateway = try Self.start(at: cable)
        try cable.waitUntilOpen()
        let client = try Self.pyserial(
            at: gateway,
            """
            port.dtr = False
            port.rts = True
            port.send_break(0.05)
            port.break_condition = True
            port.break_condition = False
            port.reset_input_buffer()
            port.reset_output_buffer()
            port.xonxoff = True
            port.xonxoff = False
            port.stopbits = 2
            print(port.cts, port.cd, flush=True)
            try:
                port.baudrate = 49
            except ValueError as fault:
                print("refused", flush=True)
            port.close()
            """
        )
        #expect(try client.waitForExit() == .exited(0), "\(client.errors)")
        #expect(client.output == "False False\nrefused\n")
    }

    @Test func `whoever waits changes nothing, and learns how the port is`() throws {
        let cable = try SerialCable.lay()
        let gateway = try Self.start(at: cable)
        try cable.waitUntilOpen()
        let holder = try gateway.client()
        try gateway.wait(until: "board1", is: "held")
        let waiter = try gateway.client()
        try eventually("one waits") { try gateway.status(of: "board1").queue.count == 1 }
        // WILL COM-PORT, and SET-BAUDRATE 9600.
        try waiter.send([255, 251, 44, 255, 250, 44, 1, 0, 0, 0x25, 0x80, 255, 240])
        // Behind telnet's beginning, DO COM-PORT and BINARY both ways: 115200.
        let answer = try waiter.read(count: 12 + 9 + 10)
        #expect(answer.suffix(10) == [255, 250, 44, 101, 0, 1, 0xC2, 0, 255, 240])
        #expect(try cable.bitsPerSecond() == 115_200)
        holder.close()
    }
}
