// The gateway's own connection to a device, as the runner sees it: opened once, written to,
// released once. How politely it must be closed is each kind's own affair. To add a kind: a file
// with a class that does this, its arm in `Gateway.makeLinks`, its URL in the configuration.

import LeaseCore
import NIOCore

/// One connection to a device, for one lease. Confined to its device's event loop.
protocol DeviceLink: AnyObject {
    /// Starts one connect, which is never abandoned. Reports `linkOpened` or `linkFailed`.
    func open()

    /// A connect is on its way to the device, which would notice if it were abandoned.
    var isConnecting: Bool { get }

    /// The channel that bytes for the device are written to; nil unless the link is open.
    var channel: (any Channel)? { get }

    /// Bytes were written that the device has not taken yet, as far as the link can know.
    var hasBytesWaiting: Bool { get }

    /// How many bytes that were written have not been sent, as far as the link can know.
    var unsentByteCount: Int { get }

    /// Takes back what was written and not sent, and stays open. False where only the link's end
    /// does that, or where it may not have succeeded.
    func withdraw() -> Bool

    /// The serial port that the open link is, where it is one.
    var serialPort: (any SerialPort)? { get }

    /// Sends a break; false where a link of this kind cannot.
    func sendBreak() -> Bool

    /// Closes the open link as politely as the device needs it, within 2 s. Reports `linkReleased`
    /// when it is gone. `hasUnsentBytes`: bytes for the device wait above the socket; they are
    /// withdrawn, and with them what the socket has not delivered.
    func release(hasUnsentBytes: Bool)

    /// Closes at once, whatever is under way; reports nothing more.
    func abandon()

    /// Lets the device know at once that what it said has arrived: it may hold its next bytes back
    /// until then (RFC 1122, section 4.2.3.4).
    func acknowledge()

    func pauseReading()
    func resumeReading()

    /// Whether what is on the other end begins with a terminal, and wants to know which.
    var isTerminal: Bool { get }

    /// Before the link is opened: the terminal of the client that it is opened for, as far as that
    /// is known.
    func adopt(_ terminal: ClientTerminal)

    /// The terminal of the client that has the link has this size, or this size now.
    func resize(columns: Int, rows: Int)
}

/// What most kinds of link cannot do.
extension DeviceLink {
    var isConnecting: Bool { false }
    func withdraw() -> Bool { false }
    var serialPort: (any SerialPort)? { nil }
    func sendBreak() -> Bool { false }
    var isTerminal: Bool { false }
    func adopt(_ terminal: ClientTerminal) {}
    func resize(columns: Int, rows: Int) {}
}
