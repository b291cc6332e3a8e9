// A serial link's port, as far as it is steered: its mode, its modem lines, breaks, its queues.
// Whoever steers it does so within a lease, and what was changed is put back at its end.

import GatewayConfiguration
import NIOCore

extension SerialDeviceLink {
    /// What of a port is not as it is configured.
    struct Changes {
        var hasOtherMode = false
        /// Which lines have been set.
        var lines: ModemLines = []
        var breaking = Break.none

        enum Break {
            case none
            case on
            case until(Scheduled<Void>)
        }
    }

    /// Long enough for every receiver to take it for a break, and no longer than tcsendbreak(3)
    /// takes.
    private static let breakLength = TimeAmount.milliseconds(300)

    var serialPort: (any SerialPort)? { terminal == nil ? nil : self }

    func sendBreak() -> Bool { sendBreak(for: Self.breakLength) }
}

extension SerialDeviceLink: SerialPort {
    var mode: SerialMode? { terminal?.mode }

    func set(_ mode: SerialMode) -> Bool {
        changes.hasOtherMode = true
        return terminal?.set(mode) ?? false
    }

    var lines: ModemLines? { terminal?.lines }

    func set(_ lines: ModemLines, to values: ModemLines) -> Bool {
        changes.lines.formUnion(lines)
        return terminal?.set(lines, to: values) ?? false
    }

    func setBreak(_ isOn: Bool) -> Bool {
        if case .until(let end) = changes.breaking { end.cancel() }
        changes.breaking = isOn ? .on : .none
        return terminal?.setBreak(isOn) ?? false
    }

    func sendBreak(for length: TimeAmount) -> Bool {
        guard setBreak(true) else { return false }
        changes.breaking = .until(
            loop.assumeIsolated().scheduleTask(in: length) { _ = self.setBreak(false) }
        )
        return true
    }

    func purgeReceived() { terminal?.discard(.received) }

    func purgeUnsent() { terminal?.discard(.unsent) }

    func resetSettings() {
        if case .none = changes.breaking {} else { _ = setBreak(false) }
        if changes.hasOtherMode { _ = terminal?.set(settings.mode) }
        if !changes.lines.isEmpty, let before = terminal?.linesAtFirst {
            _ = terminal?.set(changes.lines.intersection([.dtr, .rts]), to: before)
        }
        changes = Changes()
    }
}
