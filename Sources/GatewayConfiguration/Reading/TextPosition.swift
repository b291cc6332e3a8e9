// A place in a text file, counted as editors count it. What stands there is not here.
// Named position, for a place is what a waiter has in line.

/// A place in a text file. Lines and columns count from 1; a column is a Unicode scalar.
public struct TextPosition: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int
    /// Counted from 1, in Unicode scalars.
    public let column: Int

    /// `LINE:COLUMN`.
    public var description: String { "\(line):\(column)" }

    static let start = TextPosition(line: 1, column: 1)

    /// The earlier place is the smaller.
    public static func < (one: TextPosition, other: TextPosition) -> Bool {
        (one.line, one.column) < (other.line, other.column)
    }
}

extension TextPosition {
    /// The place right behind `text`, where a file begins with it.
    init(after text: some StringProtocol) {
        let lastLine = text.unicodeScalars.reversed().prefix { $0 != "\n" }
        line = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        column = lastLine.count + 1
    }
}
