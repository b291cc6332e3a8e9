// The size of a terminal's window, as a client tells it and as the kernel keeps it for programs
// (ioctl_tty(2), TIOCSWINSZ). Who tells it, and when, is not here.

/// Columns and rows, each from 0 (not known) to 65535.
struct TerminalSize: Equatable, Sendable {
    let columns: UInt16
    let rows: UInt16

    /// What is more than the kernel can keep is as much as it can.
    init(columns: Int, rows: Int) {
        self.columns = UInt16(clamping: columns)
        self.rows = UInt16(clamping: rows)
    }
}
