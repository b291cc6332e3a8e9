// The bits of NOTIFY-LINESTATE and of its mask (RFC 2217, section 3): those of a 16550's line
// status register.

/// Events of the serial line.
public struct ComPortLineState: OptionSet, Sendable {
    public static let dataReady = ComPortLineState(rawValue: 1)
    public static let overrunError = ComPortLineState(rawValue: 2)
    public static let parityError = ComPortLineState(rawValue: 4)
    public static let framingError = ComPortLineState(rawValue: 8)
    public static let breakDetected = ComPortLineState(rawValue: 16)
    public static let holdingRegisterEmpty = ComPortLineState(rawValue: 32)
    public static let shiftRegisterEmpty = ComPortLineState(rawValue: 64)
    public static let timeout = ComPortLineState(rawValue: 128)

    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }
}
