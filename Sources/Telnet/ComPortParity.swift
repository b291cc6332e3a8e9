// The parities of a serial port, by RFC 2217's numbers for SET-PARITY. Which of them a port can do
// is not known here.

/// The parity bit.
public enum ComPortParity: UInt8, CaseIterable, Sendable {
    case none = 1
    case odd = 2
    case even = 3
    case mark = 4
    case space = 5
}
