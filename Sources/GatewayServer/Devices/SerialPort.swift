// What can be done with a device that is a serial port, beside sending and receiving: for those who
// steer it on a holder's or an operator's behalf. Bytes go through `DeviceLink`.

import GatewayConfiguration
import NIOCore

/// An open serial port. Confined to its device's event loop; nothing here waits. Each `Bool` says
/// whether the port did it: a PTY has no modem lines, and an adapter may not have every mode.
protocol SerialPort: AnyObject {
    /// The mode as the driver has it; nil where the port is gone.
    var mode: SerialMode? { get }

    /// Sets it, until `resetSettings`.
    func set(_ mode: SerialMode) -> Bool

    /// Which modem lines are up; nil where there are none.
    var lines: ModemLines? { get }

    /// Sets those of `lines` to what `values` has, until `resetSettings`: DTR and RTS.
    func set(_ lines: ModemLines, to values: ModemLines) -> Bool

    /// Begins or ends a break.
    func setBreak(_ isOn: Bool) -> Bool

    /// A break of that length.
    func sendBreak(for length: TimeAmount) -> Bool

    /// Throws away what the kernel has received and nobody has read.
    func purgeReceived()

    /// Throws away what the kernel has not sent.
    func purgeUnsent()

    /// Puts the configured mode back, and the lines as they were, so that nothing of one lease is
    /// the next one's. Costs nothing where nothing was changed.
    func resetSettings()
}
