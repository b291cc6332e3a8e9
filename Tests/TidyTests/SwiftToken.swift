// One piece of Swift text, as `SwiftLexer` cuts it.
// Block comments are no token: no rule asks for them.

struct SwiftToken: Equatable {
    enum Kind {
        /// A name, a keyword or a number.
        case word
        /// One character that is neither.
        case mark
        /// A string's content, without its quotes, with `\()` for every interpolation.
        case string
        /// A name between backticks, without them.
        case rawIdentifier
        /// `//`, without its slashes.
        case comment
        /// `///`, without its slashes.
        case documentation
    }

    let kind: Kind
    let text: String
    /// Counted from 1, where it begins.
    let line: Int

    func isWord(_ text: String) -> Bool { kind == .word && self.text == text }
    func isMark(_ text: String) -> Bool { kind == .mark && self.text == text }
}
