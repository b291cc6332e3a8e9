// What stands behind the `?` of a URL in the file: `name=value&name=value`, each name once. Which
// names there are and what a value may be is said by whoever has them: a listener, a serial port,
// the demo board.
// To add one: an enum of its words, and `URLQuery<Word>.read`.

/// The reader of a query whose names are `Word`.
struct URLQuery<Word: CaseIterable & Hashable & RawRepresentable<String>> {
    /// Completes "'speed' is no …": `setting of a port`.
    let noun: String
    /// What has them: `a port`.
    let owner: String

    /// Goes through the items in order; `take` is given each value.
    func read(
        _ query: Substring,
        _ take: (String, Word) throws(SocketURL.Flaw) -> Void
    ) throws(SocketURL.Flaw) {
        var given: Set<Word> = []
        for item in query.split(separator: "&", omittingEmptySubsequences: false) {
            let name = String(item.prefix { $0 != "=" })
            guard let word = Word(rawValue: name) else { throw unknown(name) }
            guard given.insert(word).inserted else {
                throw SocketURL.Flaw(words: "'\(name)' is given twice")
            }
            try take(String(item.dropFirst(name.count + 1)), word)
        }
    }

    private func unknown(_ name: String) -> SocketURL.Flaw {
        let words = Word.allCases.map(\.rawValue)
        let all = words.dropLast().joined(separator: ", ") + " and " + words.last!
        let hint = NearSpelling.hint(name, among: words) ?? "\(owner) has \(all)"
        return SocketURL.Flaw(words: "'\(name.shown)' is no \(noun); \(hint)")
    }

    /// A value that is not what it must be. `expected` completes "must be …"; `words`: those of the
    /// values that are words, which somebody may have meant.
    func refusal(
        _ value: String,
        of word: Word,
        expected: String,
        among words: [String]
    ) -> SocketURL.Flaw {
        let hint = NearSpelling.hint(value, among: words).map { "; \($0)" } ?? ""
        let sentence = "'\(word.rawValue)' must be \(expected), not '\(value.shown)'"
        return SocketURL.Flaw(words: sentence + hint)
    }
}
