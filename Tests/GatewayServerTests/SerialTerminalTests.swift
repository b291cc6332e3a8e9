// What is done to a port when it is opened, looked at from the port's other end. The port is a PTY:
// a real terminal driver, but without modem lines.

import CLinuxTerminal
import GatewayConfiguration
import GatewayTestSupport
import Glibc
import Testing

@testable import GatewayServer

@Suite(.endToEnd) struct SerialTerminalTests {
    private func open(
        _ cable: SerialCable,
        _ change: (inout SerialSettings) -> Void = { _ in }
    ) throws -> SerialTerminal {
        var settings = SerialSettings(path: cable.path)
        change(&settings)
        return try SerialTerminal.open(settings).get()
    }

    private func fault(_ settings: SerialSettings) -> SerialTerminal.Fault? {
        switch SerialTerminal.open(settings) {
        case .success(let terminal):
            terminal.close()
            return nil
        case .failure(let fault): return fault
        }
    }

    @Test(arguments: [50, 9_600, 115_200, 250_000, 1_234_567, 4_000_000])
    func `any rate can be had`(bitsPerSecond: Int) throws {
        let cable = try SerialCable.lay()
        let terminal = try open(cable) { $0.mode.bitsPerSecond = bitsPerSecond }
        defer { terminal.close() }
        #expect(terminal.mode?.bitsPerSecond == bitsPerSecond)
    }

    @Test func `the mode is the one that was asked for`() throws {
        let cable = try SerialCable.lay()
        let terminal = try open(cable) {
            $0.mode.bitsPerSecond = 57_600
            $0.mode.stopBits = 2
            $0.mode.flow = .rtscts
        }
        defer { terminal.close() }
        let mode = try cable.mode()
        #expect(try cable.bitsPerSecond() == 57_600)
        #expect(mode.c_cflag & tcflag_t(CSTOPB) != 0)
        #expect(terminal.mode?.stopBits == 2)
        #expect(terminal.mode?.flow == .rtscts)
    }

    @Test func `the port is raw, and a close leaves its lines alone`() throws {
        let cable = try SerialCable.lay()
        let terminal = try open(cable)
        defer { terminal.close() }
        let mode = try cable.mode()
        #expect(mode.c_iflag == tcflag_t(IGNBRK))
        #expect(mode.c_oflag & tcflag_t(OPOST) == 0)
        #expect(mode.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == 0)
        #expect(mode.c_cflag & tcflag_t(CLOCAL) != 0)
        #expect(mode.c_cflag & tcflag_t(CREAD) != 0)
        #expect(mode.c_cflag & tcflag_t(HUPCL) == 0)
    }

    @Test func `a second opening is refused, and the first one keeps its mode`() throws {
        let cable = try SerialCable.lay()
        let terminal = try open(cable) { $0.mode.bitsPerSecond = 9_600 }
        let fault = fault(SerialSettings(path: cable.path))
        #expect(fault?.failure == .refused)
        #expect(fault?.words == "\(cable.path) is used by another program")
        #expect(terminal.mode?.bitsPerSecond == 9_600)
        terminal.close()
        try open(cable).close()
    }

    @Test func `a child process that is being started does not keep the port`() throws {
        let cable = try SerialCable.lay()
        let terminal = try open(cable)
        // What fork(2) gives it until its execve(2).
        let inherited = dup(terminal.descriptor)
        defer { Glibc.close(inherited) }
        terminal.close()
        try open(cable).close()
    }

    @Test func `what is not there is unreachable`() throws {
        let cable = try SerialCable.lay(plugged: false)
        let fault = fault(SerialSettings(path: cable.path))
        #expect(fault?.failure == .unreachable)
        #expect(fault?.words == "there is no \(cable.path)")
    }

    @Test(arguments: ["/dev/null", "/etc/passwd"])
    func `what is no port is unreachable`(path: String) {
        let fault = fault(SerialSettings(path: path))
        #expect(fault?.failure == .unreachable)
    }

    @Test func `what came before the opening is nobody's`() throws {
        let cable = try SerialCable.lay()
        let first = try open(cable)
        try cable.say("old")
        try eventually("it has arrived") { first.queued.unreadByteCount == 3 }
        first.close()
        let second = try open(cable)
        defer { second.close() }
        #expect(second.queued.unreadByteCount == 0)
    }

    @Test func `a PTY has no modem lines, and that is no fault`() throws {
        let cable = try SerialCable.lay()
        let terminal = try open(cable) { $0.dtr = .off }
        defer { terminal.close() }
        #expect(terminal.lines == nil)
        #expect(!terminal.set(.dtr, to: .dtr))
        #expect(terminal.setBreak(true))
        #expect(terminal.setBreak(false))
    }

    @Test func `the words for lines are those of the kernel's side`() {
        #expect(ModemLines.dtr.rawValue == LINUX_TERMINAL_DTR.rawValue)
        #expect(ModemLines.rts.rawValue == LINUX_TERMINAL_RTS.rawValue)
        #expect(ModemLines.cts.rawValue == LINUX_TERMINAL_CTS.rawValue)
        #expect(ModemLines.dsr.rawValue == LINUX_TERMINAL_DSR.rawValue)
        #expect(ModemLines.ri.rawValue == LINUX_TERMINAL_RI.rawValue)
        #expect(ModemLines.cd.rawValue == LINUX_TERMINAL_CD.rawValue)
    }
}
