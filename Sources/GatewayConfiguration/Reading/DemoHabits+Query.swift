// The habits of a demo board as the query of its URL: `demo:?deaf=20ms&while_taken=silent`. Habits
// that are not written are as always. What they mean is in `DemoHabits`.

extension DemoHabits {
    /// The words of the file, in the order in which it is written.
    private enum Word: String, CaseIterable {
        case deaf
        case forgetsFin = "forgets_fin"
        case halfClose = "half_close"
        case whileTaken = "while_taken"

        /// Completes "must be …".
        var expected: String {
            self == .deaf ? "a length of time from 0s to 1h" : values.joinedByOr
        }

        /// The values that are words.
        var values: [String] {
            switch self {
            case .deaf: []
            case .forgetsFin, .halfClose: ["on", "off"]
            case .whileTaken: WhileTaken.allCases.map(\.rawValue)
            }
        }
    }

    /// Reads what stands behind `demo:?`.
    init(query: Substring) throws(SocketURL.Flaw) {
        self.init()
        let reader = URLQuery<Word>(noun: "habit of the board", owner: "the board")
        try reader.read(query) { value, word throws(SocketURL.Flaw) in
            guard take(value, of: word) else {
                let (expected, words) = (word.expected, word.values)
                throw reader.refusal(value, of: word, expected: expected, among: words)
            }
        }
    }

    private mutating func take(_ text: String, of word: Word) -> Bool {
        switch word {
        case .deaf:
            guard let value = Duration(written: text), value <= .seconds(3600) else { return false }
            deaf = value
        case .forgetsFin:
            guard let value = Self.isOn(text) else { return false }
            forgetsFin = value
        case .halfClose:
            guard let value = Self.isOn(text) else { return false }
            halfClose = value
        case .whileTaken:
            guard let value = WhileTaken(rawValue: text) else { return false }
            whileTaken = value
        }
        return true
    }

    private static func isOn(_ text: String) -> Bool? {
        ["on": true, "true": true, "off": false, "false": false][text]
    }

    /// The habits that are not as always, as `init(query:)` reads them.
    var query: String {
        let usual = DemoHabits()
        return Word.allCases.filter { written($0) != usual.written($0) }
            .map { "\($0.rawValue)=\(written($0))" }
            .joined(separator: "&")
    }

    private func written(_ word: Word) -> String {
        switch word {
        case .deaf: deaf.written
        case .forgetsFin: forgetsFin ? "on" : "off"
        case .halfClose: halfClose ? "on" : "off"
        case .whileTaken: whileTaken.rawValue
        }
    }
}
