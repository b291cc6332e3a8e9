// The bits of NOTIFY-MODEMSTATE and of its mask (RFC 2217, section 3): those of a 16550's modem
// status register.

/// The signals of the modem, and which of them have changed.
public struct ComPortModemState: OptionSet, Sendable {
    public static let clearToSendChanged = ComPortModemState(rawValue: 1)
    public static let dataSetReadyChanged = ComPortModemState(rawValue: 2)
    public static let ringEnded = ComPortModemState(rawValue: 4)
    public static let carrierDetectChanged = ComPortModemState(rawValue: 8)
    public static let clearToSend = ComPortModemState(rawValue: 16)
    public static let dataSetReady = ComPortModemState(rawValue: 32)
    public static let ring = ComPortModemState(rawValue: 64)
    public static let carrierDetect = ComPortModemState(rawValue: 128)

    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }
}
