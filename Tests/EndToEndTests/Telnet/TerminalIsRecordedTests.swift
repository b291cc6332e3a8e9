// What a telnet client tells of its terminal stands in its row: the type, and how large its window
// was in the end.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct TerminalIsRecordedTests {
    @Test(arguments: [(80, 24), (200, 50)])
    func `a row says which terminal it was`(columns: Int, rows: Int) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let person = try TerminalProgram.telnet(
            to: gateway.address(),
            columns: columns,
            rows: rows,
            type: "vt220"
        )
        try person.read(until: FakeDevice.prompt)
        // Its answers come before what is typed.
        try person.type("x")
        try device.waitToReceive("x")
        try person.order("quit")
        let row = try gateway.history.firstEnded()
        #expect(row.clientContext == #"{"terminal":"VT220","window":"\#(columns)x\#(rows)"}"#)
    }

    @Test func `whoever tells nothing has nothing in its row`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.telnet(for: device)
        let client = try LineClient.connect(to: gateway.rawAddress())
        try client.readGrant()
        client.close()
        #expect(try gateway.history.ended(client).clientContext == nil)
    }
}
