// The wires beside the data of a serial port, each up or down. What is done with them is
// `SerialPort`'s.

/// Modem lines. The first two are ours, the others the device's.
struct ModemLines: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    static let dtr = ModemLines(rawValue: 1)
    static let rts = ModemLines(rawValue: 2)
    static let cts = ModemLines(rawValue: 4)
    static let dsr = ModemLines(rawValue: 8)
    static let ri = ModemLines(rawValue: 16)
    static let cd = ModemLines(rawValue: 32)
}
