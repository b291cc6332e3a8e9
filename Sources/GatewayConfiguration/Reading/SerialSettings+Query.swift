// A serial port as the file writes it: `serial:///dev/ttyUSB0?baud=9600&parity=even`. Settings that
// are not written are as always. What they mean is in `SerialMode` and `SerialSettings`.

extension SerialSettings {
    static let scheme = "serial://"

    /// The words of the file, in the order in which it is written.
    private enum Word: String, CaseIterable {
        case baud, data, parity, stop, flow, dtr

        /// Completes "must be …".
        var expected: String {
            guard self == .baud else { return values.joinedByOr }
            let range = SerialMode.bitsPerSecondRange
            return "a whole number from \(range.lowerBound) to \(range.upperBound)"
        }

        /// All that it may be, where that is a list.
        var values: [String] {
            switch self {
            case .baud: []
            case .data: ["5", "6", "7", "8"]
            case .parity: SerialMode.Parity.allCases.map(\.rawValue)
            case .stop: ["1", "2"]
            case .flow: SerialMode.Flow.allCases.map(\.rawValue)
            case .dtr: DTR.allCases.map(\.rawValue)
            }
        }
    }

    /// Reads what stands behind `serial://`.
    init(reading text: Substring) throws(SocketURL.Flaw) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = String(parts[0])
        guard path.hasPrefix("/"), path.count > 1 else {
            let example = "as in serial:///dev/ttyUSB0"
            throw SocketURL.Flaw(words: "the port's path begins with a slash, \(example)")
        }
        guard path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw SocketURL.Flaw(words: "the port's path has control characters in it")
        }
        self.init(path: path)
        if parts.count > 1 { try take(query: parts[1]) }
    }

    private mutating func take(query: Substring) throws(SocketURL.Flaw) {
        let reader = URLQuery<Word>(noun: "setting of a port", owner: "a port")
        try reader.read(query) { value, word throws(SocketURL.Flaw) in
            guard take(value, of: word) else {
                // A digit is near to every other one.
                let words = word.values.filter { $0.count > 1 }
                throw reader.refusal(value, of: word, expected: word.expected, among: words)
            }
        }
    }

    private mutating func take(_ text: String, of word: Word) -> Bool {
        guard word == .baud || word.values.contains(text) else { return false }
        switch word {
        case .baud:
            guard let number = Int(decimal: text), SerialMode.bitsPerSecondRange.contains(number)
            else { return false }
            mode.bitsPerSecond = number
        case .data: mode.dataBits = Int(decimal: text) ?? mode.dataBits
        case .parity: mode.parity = SerialMode.Parity(rawValue: text) ?? mode.parity
        case .stop: mode.stopBits = Int(decimal: text) ?? mode.stopBits
        case .flow: mode.flow = SerialMode.Flow(rawValue: text) ?? mode.flow
        case .dtr: dtr = DTR(rawValue: text) ?? dtr
        }
        return true
    }

    /// The port as `init(reading:)` reads it, with its scheme; what is as always is not written.
    public var url: String {
        let usual = SerialSettings(path: path)
        let query = Word.allCases.filter { written($0) != usual.written($0) }
            .map { "\($0.rawValue)=\(written($0))" }
            .joined(separator: "&")
        return Self.scheme + path + (query.isEmpty ? "" : "?\(query)")
    }

    private func written(_ word: Word) -> String {
        switch word {
        case .baud: String(mode.bitsPerSecond)
        case .data: String(mode.dataBits)
        case .parity: mode.parity.rawValue
        case .stop: String(mode.stopBits)
        case .flow: mode.flow.rawValue
        case .dtr: dtr.rawValue
        }
    }
}
