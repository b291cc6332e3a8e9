// Cuts Swift text into words, marks, strings and comments, so that no rule takes a string or a
// comment for code. It knows no grammar; what is declared is found by `SwiftFile+Declarations`.
// Regular expression literals are not known: one with a quote in it upsets the rest of its line.

struct SwiftLexer {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private(set) var tokens: [SwiftToken] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        readCode(inInterpolation: false)
    }

    /// Reads to the end of the text or, in `"\(…)"`, to the parenthesis that closes it.
    private mutating func readCode(inInterpolation: Bool) {
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                position += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                position += 1
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                readLineComment()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                skipBlockComment()
            case UInt8(ascii: "\""):
                readString(hashes: 0)
            case UInt8(ascii: "#") where hashesBeforeQuote > 0:
                readString(hashes: hashesBeforeQuote)
            case UInt8(ascii: "`"):
                readRawIdentifier()
            case _ where Self.isWordByte(byte):
                readWord()
            default:
                if inInterpolation, byte == UInt8(ascii: ")"), depth == 0 { return }
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                add(.mark, from: position, to: position + 1, at: line)
                position += 1
            }
        }
    }

    private mutating func readWord() {
        let start = position
        while position < bytes.count, Self.isWordByte(bytes[position]) { position += 1 }
        add(.word, from: start, to: position, at: line)
    }

    private mutating func readRawIdentifier() {
        let start = position
        position += 1
        while let byte = peek(0), byte != UInt8(ascii: "`"), byte != UInt8(ascii: "\n") {
            position += 1
        }
        position += 1
        add(.rawIdentifier, from: start + 1, to: min(position - 1, bytes.count), at: line)
    }

    private mutating func readLineComment() {
        let isDocumentation = peek(2) == UInt8(ascii: "/")
        let start = position + (isDocumentation ? 3 : 2)
        while let byte = peek(0), byte != UInt8(ascii: "\n") { position += 1 }
        add(isDocumentation ? .documentation : .comment, from: start, to: position, at: line)
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if peek(0) == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else if peek(0) == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                depth -= 1
                position += 2
            } else {
                if peek(0) == UInt8(ascii: "\n") { line += 1 }
                position += 1
            }
        } while depth > 0 && position < bytes.count
    }

    /// An interpolation is left in the string's text as `\()`.
    private mutating func readString(hashes: Int) {
        let startLine = line
        position += hashes
        let isLong = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
        position += isLong ? 3 : 1
        var content: [UInt8] = []
        while let byte = peek(0), isLong || byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "\""), isClosingQuote(isLong: isLong, hashes: hashes) {
                position += (isLong ? 3 : 1) + hashes
                break
            }
            guard byte == UInt8(ascii: "\\"), isHashes(at: 1, count: hashes) else {
                if byte == UInt8(ascii: "\n") { line += 1 }
                content.append(byte)
                position += 1
                continue
            }
            position += 1 + hashes
            if peek(0) == UInt8(ascii: "(") {
                let before = tokens.count
                position += 1
                readCode(inInterpolation: true)
                tokens.removeSubrange(before...)
                content += Array("\\()".utf8)
            } else {
                if peek(0) == UInt8(ascii: "\n") { line += 1 }
                content += [UInt8(ascii: "\\"), peek(0) ?? UInt8(ascii: "\\")]
            }
            position += 1
        }
        let text = String(decoding: content, as: UTF8.self)
        tokens.append(SwiftToken(kind: .string, text: text, line: startLine))
    }

    private func isClosingQuote(isLong: Bool, hashes: Int) -> Bool {
        if isLong, peek(1) != UInt8(ascii: "\"") || peek(2) != UInt8(ascii: "\"") { return false }
        return isHashes(at: isLong ? 3 : 1, count: hashes)
    }

    /// How many `#` stand before a quote here: 0 where this is no raw string.
    private var hashesBeforeQuote: Int {
        var count = 0
        while peek(count) == UInt8(ascii: "#") { count += 1 }
        return peek(count) == UInt8(ascii: "\"") ? count : 0
    }

    private func isHashes(at offset: Int, count: Int) -> Bool {
        (0..<count).allSatisfy { peek(offset + $0) == UInt8(ascii: "#") }
    }

    private func peek(_ offset: Int) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private mutating func add(_ kind: SwiftToken.Kind, from start: Int, to end: Int, at line: Int) {
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        tokens.append(SwiftToken(kind: kind, text: text, line: line))
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default:
            false
        }
    }
}
