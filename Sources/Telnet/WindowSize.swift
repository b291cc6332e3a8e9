// How large a terminal is. Where it comes from: NAWS (RFC 1073) of a client; a device that asks for
// it is told the same way.

/// The size of a terminal's window, in characters; 0 where it is not known (RFC 1073).
public struct WindowSize: Equatable, Sendable {
    public var columns: UInt16
    public var rows: UInt16

    public init(columns: UInt16, rows: UInt16) {
        self.columns = columns
        self.rows = rows
    }
}
