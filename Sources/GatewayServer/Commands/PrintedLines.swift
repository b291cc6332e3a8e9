// What a command prints, line by line and bounded, for the log: a line is cut at its length, and
// after so many the rest is only counted. Bytes that are no printable ASCII or UTF-8 text cannot do
// anything to the terminal of whoever reads the log. Where lines go is not here.

/// Makes lines of what a command prints.
struct PrintedLines {
    /// Bytes of one line.
    static let lineByteCountMax = 1_000
    /// Lines of one run.
    static let lineCountMax = 200

    private var line: [UInt8] = []
    /// What of the present line was more than it may have.
    private var cutByteCount = 0
    private var lineCount = 0
    private var droppedLineCount = 0

    /// Takes what was printed. Returns the lines that are whole by that.
    mutating func take(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                if let text = takeLine() { lines.append(text) }
            } else if line.count < Self.lineByteCountMax {
                line.append(byte)
            } else {
                cutByteCount += 1
            }
        }
        return lines
    }

    /// The end. Returns what there is without a line's end, and how much was not told.
    mutating func finish() -> [String] {
        var lines: [String] = []
        if !line.isEmpty, let text = takeLine() { lines.append(text) }
        if droppedLineCount > 0 { lines.append("(and \(droppedLineCount) lines more)") }
        return lines
    }

    private mutating func takeLine() -> String? {
        defer {
            line.removeAll(keepingCapacity: true)
            cutByteCount = 0
        }
        guard lineCount < Self.lineCountMax else {
            droppedLineCount += 1
            return nil
        }
        lineCount += 1
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        let text = String(decoding: line, as: UTF8.self).unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
            default: String(scalar)
            }
        }
        return text.joined() + (cutByteCount > 0 ? "… (\(cutByteCount) bytes more)" : "")
    }
}
