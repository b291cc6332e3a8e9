// `hotseat break` on a serial port. That the line goes low cannot be seen on a PTY, whose driver
// takes a break and does nothing; what other kinds of link say is in `BreakTests`.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SerialBreakTests {
    @Test func `a serial port is sent a break, and the session goes on`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable)
        let holder = try gateway.holder()
        try holder.send("hello")
        try cable.hear(until: "hello")
        let sent = try gateway.home.run("break", "board1")
        #expect(sent.status == .exited(0))
        #expect(sent.errors.contains("board1 was sent a break"))
        try holder.send("again")
        #expect(try cable.hear(until: "again") == "again")
    }
}
