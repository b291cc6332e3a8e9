// The options that are understood; every other is refused. To add one: a case here, its state in
// `OptionStates`, who may turn it on in `TelnetCodec.accepts`.

/// An option of telnet, by its number with IANA.
public enum TelnetOption: UInt8, CaseIterable, Sendable {
    /// TRANSMIT-BINARY (RFC 856): no newline rule in that direction.
    case binary = 0
    /// ECHO (RFC 857): that side echoes what the other types.
    case echo = 1
    /// SUPPRESS-GO-AHEAD (RFC 858); with ECHO, a character at a time.
    case suppressGoAhead = 3
    /// TERMINAL-TYPE (RFC 1091).
    case terminalType = 24
    /// NAWS, the size of the window (RFC 1073).
    case windowSize = 31
    /// COM-PORT-OPTION (RFC 2217): the settings of a serial port.
    case comPort = 44
}
