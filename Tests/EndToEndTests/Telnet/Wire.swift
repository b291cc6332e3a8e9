// Telnet's own words as they are on the wire (RFC 854, 856). Those that only one test says are in
// that test.

/// What telnet has on the wire (RFC 854, RFC 1073, RFC 1091).
enum Wire {
    static let iac: UInt8 = 255
    /// What the gateway begins with: WILL ECHO, WILL SUPPRESS-GO-AHEAD, DO TERMINAL-TYPE, DO NAWS.
    static let greeting: [UInt8] = [255, 251, 1, 255, 251, 3, 255, 253, 24, 255, 253, 31]
    static let areYouThere: [UInt8] = [255, 246]
    /// WILL BINARY and DO BINARY.
    static let binaryBothWays: [UInt8] = [255, 251, 0, 255, 253, 0]
}
