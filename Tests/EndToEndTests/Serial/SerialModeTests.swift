// What the configuration says of a port is what the port does, at the start and after a reload.
// What else is done to a port is in `SerialTerminalTests`.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct SerialModeTests {
    @Test func `the port has the mode of its URL`() throws {
        let cable = try SerialCable.lay()
        _ = try GatewayProcess.start(at: cable, query: "?baud=57600&stop=2&flow=xonxoff")
        try cable.waitUntilOpen()
        try eventually("the mode is set") {
            let mode = try cable.mode()
            return try cable.bitsPerSecond() == 57_600 && mode.c_cflag & tcflag_t(CSTOPB) != 0
                && mode.c_iflag & tcflag_t(IXON | IXOFF) == tcflag_t(IXON | IXOFF)
        }
    }

    /// A PTY has eight bits and no parity, and says nothing when it is asked for others.
    @Test func `a port that cannot do what is asked of it is named in the log`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable, query: "?baud=9600&data=7&parity=even")
        try eventually("the log says what the port does instead") {
            gateway.errors.contains(
                "the port does not do what is asked of it; it is \(cable.url("?baud=9600"))"
            )
        }
        let holder = try gateway.holder()
        try holder.send("hello")
        #expect(try cable.hear(until: "hello") == "hello")
    }

    @Test func `a changed mode counts without a restart`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable, query: "?baud=57600")
        try cable.waitUntilOpen()
        try gateway.home.configure([.init(connect: cable.url("?baud=9600"))])
        #expect(try gateway.reload())
        try eventually("the mode is the new one") {
            try cable.isOpen && cable.bitsPerSecond() == 9_600
        }
    }
}
