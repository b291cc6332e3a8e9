// A message about the serial port as the argument of COM-PORT-OPTION, without the option's number.
// A doubled 0xFF is `TelnetCodec`'s. Numbers are in network order.

extension ComPortMessage {
    /// What is added to a client's number to make it the server's (RFC 2217, section 3).
    private static let serverOffset: UInt8 = 100
    /// A signature is for people to read: what is longer is cut, what is not printable left out.
    static let signatureCountMax = 64

    /// Reads what a client says: its number, 0 to 12, and the value.
    /// - Returns: nil for a number that no client says, or a value of the wrong length.
    init?(fromClient bytes: ArraySlice<UInt8>) {
        guard let number = bytes.first else { return nil }
        let value = bytes.dropFirst()
        if number == 0 {
            self = .signature(Self.text(value))
        } else if number == 1 {
            guard value.count == 4 else { return nil }
            let rate = value.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            self = .baudRate(rate == 0 ? nil : rate)
        } else if number == 8 || number == 9 {
            self = number == 8 ? .suspend : .resume
        } else if number == 6 || number == 7 {
            self = number == 6 ? .lineState([]) : .modemState([])
        } else {
            guard value.count == 1, let byte = value.first else { return nil }
            self.init(number: number, byte)
        }
    }

    private init?(number: UInt8, _ byte: UInt8) {
        switch number {
        case 2: self = .dataSize((5...8).contains(byte) ? byte : nil)
        case 3: self = .parity(ComPortParity(rawValue: byte))
        case 4: self = .stopSize(ComPortStopSize(rawValue: byte))
        case 5:
            guard let control = ComPortControl(rawValue: byte) else { return nil }
            self = .control(control)
        case 10: self = .lineStateMask(ComPortLineState(rawValue: byte))
        case 11: self = .modemStateMask(ComPortModemState(rawValue: byte))
        case 12:
            guard let purge = ComPortPurge(rawValue: byte) else { return nil }
            self = .purge(purge)
        default: return nil
        }
    }

    /// As a server says it: the number and 100, and the value.
    var bytesToClient: [UInt8] {
        let (number, value): (UInt8, [UInt8]) =
            switch self {
            case .signature(let text): (0, Self.printable(Array((text ?? "").utf8)))
            case .baudRate(let rate): (1, Self.bytes(rate ?? 0))
            case .dataSize(let bits): (2, [bits ?? 0])
            case .parity(let parity): (3, [parity?.rawValue ?? 0])
            case .stopSize(let size): (4, [size?.rawValue ?? 0])
            case .control(let control): (5, [control.rawValue])
            case .lineState(let state): (6, [state.rawValue])
            case .modemState(let state): (7, [state.rawValue])
            case .suspend: (8, [])
            case .resume: (9, [])
            case .lineStateMask(let mask): (10, [mask.rawValue])
            case .modemStateMask(let mask): (11, [mask.rawValue])
            case .purge(let purge): (12, [purge.rawValue])
            }
        return [number + Self.serverOffset] + value
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        bytes.isEmpty ? nil : String(decoding: printable(bytes), as: UTF8.self)
    }

    private static func printable(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        Array(bytes.lazy.filter { (0x20...0x7E).contains($0) }.prefix(signatureCountMax))
    }
}
