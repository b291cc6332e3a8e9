// How a serial port sends and receives: what both ends of a cable have to agree on. How the file
// writes it is in `SerialSettings+Query`; the modem lines are not here.

/// The mode of a serial port. The defaults are those of most boards: 115200 8N1.
public struct SerialMode: Sendable, Equatable {
    /// Bits a second: 50 to 4,000,000, whether it is a usual number or not.
    public var bitsPerSecond = 115_200
    /// Bits of data in a byte: 5 to 8.
    public var dataBits = 8
    /// The bit behind them.
    public var parity = Parity.none
    /// Stop bits: 1 or 2.
    public var stopBits = 1
    /// How one end makes the other wait.
    public var flow = Flow.none

    public static let bitsPerSecondRange = 50...4_000_000

    /// 115200 8N1, and nobody makes anybody wait.
    public init() {}

    /// The raw value is the file's word.
    public enum Parity: String, Sendable, CaseIterable {
        case none, odd, even
        /// Always 1.
        case mark
        /// Always 0.
        case space
    }

    /// The raw value is the file's word.
    public enum Flow: String, Sendable, CaseIterable {
        case none
        /// By two wires of their own.
        case rtscts
        /// By two bytes, which are then no bytes for anybody: 0x11 and 0x13.
        case xonxoff
    }
}
