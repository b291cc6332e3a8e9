// Which end of a connection a codec is. The two differ in what they ask for, what they accept, and
// in what a newline is.

/// The end of a telnet connection.
public enum TelnetRole: Sendable {
    /// Towards a client with a terminal. On `isSerial` the client may speak RFC 2217.
    case server(isSerial: Bool)
    /// Towards a device, or a terminal server in front of one. The name is what the device is told
    /// when it asks for the type of the terminal, to 40 printable characters; nil: it is not told.
    case client(terminalType: String?)
}
