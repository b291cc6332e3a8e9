// A program that is a device finds its client's terminal: its kind, where a telnet client says it,
// and its size, then and whenever it changes. A client that says nothing is not waited for long.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ClientTerminalTests {
    private static let script = """
        trap 'echo "now $(stty size)"' WINCH
        echo "begun on $TERM, $(stty size)"
        while :; do read -r line; eval "$line"; done
        """

    private static func gateway(keys: [String] = []) throws -> GatewayProcess {
        try GatewayHome([
            .init(
                command: ["sh", "-c", script],
                listen: ["telnet://127.0.0.1:0"],
                keys: keys
            )
        ]).serve()
    }

    /// IAC SB NAWS … IAC SE (RFC 1073).
    private static func window(columns: UInt8, rows: UInt8) -> [UInt8] {
        [255, 250, 31, 0, columns, 0, rows, 255, 240]
    }

    @Test(arguments: [(80, 24), (200, 50)])
    func `a person's program begins on the person's kind of terminal`(
        columns: Int,
        rows: Int
    ) throws {
        let gateway = try Self.gateway()
        let person = try TerminalProgram.telnet(
            to: gateway.address(),
            columns: columns,
            rows: rows,
            type: "vt220"
        )
        try person.read(until: "begun on vt220, ")
        // Its size comes beside, or behind.
        try person.read(until: "\(rows) \(columns)")
    }

    @Test func `a window that changes is signalled`() throws {
        let gateway = try Self.gateway()
        let client = try gateway.telnetClient()
        // WILL NAWS, WONT TERMINAL-TYPE.
        try client.send([255, 251, 31, 255, 252, 24] + Self.window(columns: 100, rows: 30))
        try client.read(until: "begun on xterm, 30 100\r\n")
        try client.send(Self.window(columns: 90, rows: 20) + [13])
        try client.read(until: "now 20 90\r\n")
    }

    @Test func `on a kept program the next one's window counts`() throws {
        let gateway = try Self.gateway(keys: ["link: persistent"])
        let first = try gateway.telnetClient()
        try first.send([255, 251, 31] + Self.window(columns: 100, rows: 30))
        try first.read(until: "30 100\r\n")
        let second = try gateway.telnetClient()
        try second.send([255, 251, 31] + Self.window(columns: 70, rows: 25))
        try second.read(until: "You are 1 of 1 in line.")
        first.close()
        try second.read(until: "board1 is yours")
        // What is said at the hand-over itself may be nobody's: the program is asked.
        try second.send("stty size\r")
        try second.read(until: "25 70\r\n")
    }

    @Test func `a client that does not say is not waited for long`() throws {
        let gateway = try Self.gateway()
        let taken = try time {
            let client = try gateway.telnetClient()
            try client.read(until: "begun on xterm, 0 0\r\n")
        }
        #expect(taken > .milliseconds(250) && taken < .milliseconds(300) + noise)
    }
}
