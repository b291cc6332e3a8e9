// The stop bits of a serial port, by RFC 2217's numbers for SET-STOPSIZE, which are not in order of
// their length.

/// How many stop bits.
public enum ComPortStopSize: UInt8, CaseIterable, Sendable {
    case one = 1
    case two = 2
    case oneAndAHalf = 3
}
