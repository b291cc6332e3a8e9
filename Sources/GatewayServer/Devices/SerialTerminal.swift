// An open serial port as a descriptor: the one place that calls CLinuxTerminal. Nothing here waits
// but opening and closing, which some drivers take long for. What is done when, is
// `SerialDeviceLink`'s.

import CLinuxTerminal
import GatewayConfiguration
import Glibc
import LeaseCore

/// A serial port that is open, locked, raw and in its configured mode.
struct SerialTerminal: Sendable {
    let descriptor: Int32
    /// The modem lines as they were when it had been opened; nil: it has none.
    private(set) var linesAtFirst: ModemLines?

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Why a port could not be opened.
    struct Fault: Error {
        var failure: LinkFailure
        /// What happened, in words.
        var words: String
    }

    /// What of the kernel's queues.
    struct Queues: OptionSet, Sendable {
        let rawValue: UInt32

        static let received = Queues(rawValue: UInt32(LINUX_TERMINAL_RECEIVED.rawValue))
        static let unsent = Queues(rawValue: UInt32(LINUX_TERMINAL_UNSENT.rawValue))
    }

    /// Opens it. Whatever it has received before belongs to nobody.
    static func open(_ settings: SerialSettings) -> Result<SerialTerminal, Fault> {
        let flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC
        let descriptor = Glibc.open(settings.path, flags)
        guard descriptor >= 0 else { return .failure(fault(errno, at: settings.path)) }
        let opened = takeOver(descriptor, settings)
        if case .failure = opened { SerialTerminal(descriptor: descriptor).letGo() }
        return opened
    }

    private static func takeOver(
        _ descriptor: Int32,
        _ settings: SerialSettings
    ) -> Result<SerialTerminal, Fault> {
        var before = linux_terminal_mode()
        guard linux_terminal_read_mode(descriptor, &before) == 0 else {
            return .failure(
                Fault(failure: .unreachable, words: "\(settings.path) is no serial port")
            )
        }
        // First: a port that another gateway has is not touched.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            return .failure(fault(errno, at: settings.path))
        }
        let code = setMode(settings.mode, of: descriptor)
        guard code == 0 else { return .failure(fault(code, at: settings.path)) }
        var terminal = SerialTerminal(descriptor: descriptor)
        switch settings.dtr {
        case .keep: break
        case .on: _ = terminal.set(.dtr, to: .dtr)
        case .off: _ = terminal.set(.dtr, to: [])
        }
        terminal.linesAtFirst = terminal.lines
        // A PTY outlives whoever opened it, and with it this mark, which would keep a gateway that
        // was killed out of it for ever. It is the one that has no modem lines.
        if terminal.linesAtFirst != nil { _ = linux_terminal_set_exclusive(descriptor, 1) }
        terminal.discard([.received, .unsent])
        return .success(terminal)
    }

    private static func fault(_ code: Int32, at path: String) -> Fault {
        switch code {
        case EBUSY, EWOULDBLOCK:
            Fault(failure: .refused, words: "\(path) is used by another program")
        case ENOENT: Fault(failure: .unreachable, words: "there is no \(path)")
        case EACCES, EPERM:
            Fault(
                failure: .unreachable,
                words: "\(path) may not be opened: \(SystemWords.of(code)); "
                    + "the gateway's user has to be in its group"
            )
        default: Fault(failure: .unreachable, words: "\(path): \(SystemWords.of(code))")
        }
    }

    /// May wait for a driver that sends what is left, at its own pace.
    func close() {
        _ = linux_terminal_set_exclusive(descriptor, 0)
        letGo()
    }

    /// A lock belongs to the open file, not to the descriptor (flock(2)), and a child process that
    /// is just being started has a copy until its execve(2): closing alone would leave the port
    /// locked for as long.
    private func letGo() {
        flock(descriptor, LOCK_UN)
        Glibc.close(descriptor)
    }

    /// Two more descriptors of the same port; nil where the process may have no more.
    func duplicates() -> (Int32, Int32)? {
        let copies = (fcntl(descriptor, F_DUPFD_CLOEXEC, 0), fcntl(descriptor, F_DUPFD_CLOEXEC, 0))
        if copies.0 >= 0, copies.1 >= 0 { return copies }
        for copy in [copies.0, copies.1] where copy >= 0 { Glibc.close(copy) }
        return nil
    }
}

// MARK: Its queues

extension SerialTerminal {
    /// Bytes that the kernel has taken and not sent, and bytes received that nobody has read; none
    /// where the port is gone.
    var queued: (unsentByteCount: Int, unreadByteCount: Int) {
        var (unsent, unread) = (Int32(0), Int32(0))
        _ = linux_terminal_read_queues(descriptor, &unsent, &unread)
        return (Int(unsent), Int(unread))
    }

    func discard(_ queues: Queues) {
        _ = linux_terminal_flush(descriptor, queues.rawValue)
    }

    /// What a driver that does not obey `discard` still has, goes with the port.
    func discardAtClose() {
        discard([.received, .unsent])
        if queued.unsentByteCount > 0 { _ = linux_terminal_discard_at_close(descriptor) }
    }
}

// MARK: Its mode and lines

extension SerialTerminal {
    var mode: SerialMode? {
        var found = linux_terminal_mode()
        guard linux_terminal_read_mode(descriptor, &found) == 0 else { return nil }
        var mode = SerialMode()
        mode.bitsPerSecond = Int(found.bits_per_second)
        mode.dataBits = Int(found.data_bits)
        mode.stopBits = Int(found.stop_bits)
        mode.parity = Self.parities.first { $0.value == found.parity }?.key ?? .none
        mode.flow = Self.flows.first { $0.value == found.flow }?.key ?? .none
        return mode
    }

    func set(_ mode: SerialMode) -> Bool { Self.setMode(mode, of: descriptor) == 0 }

    private static func setMode(_ mode: SerialMode, of descriptor: Int32) -> Int32 {
        guard let parity = parities[mode.parity], let flow = flows[mode.flow] else { return EINVAL }
        var wanted = linux_terminal_mode(
            bits_per_second: UInt32(clamping: mode.bitsPerSecond),
            data_bits: UInt8(clamping: mode.dataBits),
            stop_bits: UInt8(clamping: mode.stopBits),
            parity: parity,
            flow: flow
        )
        return linux_terminal_set_mode(descriptor, &wanted)
    }

    private static let parities: [SerialMode.Parity: UInt8] = [
        .none: UInt8(LINUX_TERMINAL_PARITY_NONE.rawValue),
        .odd: UInt8(LINUX_TERMINAL_PARITY_ODD.rawValue),
        .even: UInt8(LINUX_TERMINAL_PARITY_EVEN.rawValue),
        .mark: UInt8(LINUX_TERMINAL_PARITY_MARK.rawValue),
        .space: UInt8(LINUX_TERMINAL_PARITY_SPACE.rawValue),
    ]

    private static let flows: [SerialMode.Flow: UInt8] = [
        .none: UInt8(LINUX_TERMINAL_FLOW_NONE.rawValue),
        .rtscts: UInt8(LINUX_TERMINAL_FLOW_RTSCTS.rawValue),
        .xonxoff: UInt8(LINUX_TERMINAL_FLOW_XONXOFF.rawValue),
    ]

    /// Which modem lines are up; nil where there are none.
    var lines: ModemLines? {
        var lines: UInt32 = 0
        guard linux_terminal_read_lines(descriptor, &lines) == 0 else { return nil }
        return ModemLines(rawValue: lines)
    }

    func set(_ lines: ModemLines, to values: ModemLines) -> Bool {
        linux_terminal_set_lines(descriptor, lines.rawValue, values.rawValue) == 0
    }

    func setBreak(_ isOn: Bool) -> Bool {
        linux_terminal_set_break(descriptor, isOn ? 1 : 0) == 0
    }
}
