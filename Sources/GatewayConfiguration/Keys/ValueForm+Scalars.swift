// Plain kinds of value: lengths of time, numbers, words of a closed list, lines of text, bytes,
// paths. URLs are in `ValueForm+Endpoints`. To add a kind: an extension for its type here, made
// with `scalar`.

import LeaseCore

extension ValueForm where Value == Duration {
    /// A length of time such as `10s`.
    static func duration(_ range: ClosedRange<Duration>) -> ValueForm {
        let (least, most) = (range.lowerBound.written, range.upperBound.written)
        return .scalar(
            expected: "a length of time from \(least) to \(most)",
            text: \.written,
            read: { text in
                if let value = Duration(written: text) {
                    return range.contains(value) ? .value(value) : .wrong(hint: nil)
                }
                return .wrong(hint: "write a number and ms, s, m, h or d, as in 10s")
            }
        )
    }
}

extension ValueForm where Value == Int {
    /// A whole number that may be below zero, in decimal digits, without quotes.
    static func signedCount(_ range: ClosedRange<Int>) -> ValueForm {
        .scalar(
            expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            mayBeQuoted: false,
            text: { String($0) },
            read: { text in
                let isBelowZero = text.hasPrefix("-")
                guard let size = Int(decimal: text.dropFirst(isBelowZero ? 1 : 0)),
                    range.contains(isBelowZero ? -size : size)
                else { return .wrong(hint: nil) }
                return .value(isBelowZero ? -size : size)
            }
        )
    }

    /// A whole number, in decimal digits, without quotes.
    static func count(_ range: ClosedRange<Int>) -> ValueForm {
        .scalar(
            expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            mayBeQuoted: false,
            text: { String($0) },
            read: { text in
                guard let value = Int(decimal: text), range.contains(value) else {
                    return .wrong(hint: nil)
                }
                return .value(value)
            }
        )
    }
}

extension ValueForm where Value == String {
    /// One line of text without control characters.
    static func line(characters range: ClosedRange<Int>) -> ValueForm {
        .scalar(
            expected: "one line of \(range.lowerBound) to \(range.upperBound) printable characters",
            text: { $0.isEmpty ? "\"\"" : $0 },
            read: { text in
                range.contains(text.count) && text.isPrintable ? .value(text) : .wrong(hint: nil)
            }
        )
    }

    /// An absolute path of at most so many bytes.
    static func absolutePath(bytesMax: Int) -> ValueForm {
        .scalar(
            expected: "an absolute path of at most \(bytesMax) bytes",
            text: { $0 },
            read: { path in
                let fits = path.hasPrefix("/") && path.utf8.count <= bytesMax && path.isPrintable
                return fits ? .value(path) : .wrong(hint: nil)
            }
        )
    }
}

extension ValueForm where Value == String? {
    /// The same, where there may be none.
    static func absolutePath(bytesMax: Int) -> ValueForm {
        let form = ValueForm<String>.absolutePath(bytesMax: bytesMax)
        return ValueForm(
            expected: form.expected,
            text: { $0 ?? "" },
            decode: { node, key, faults in
                form.decode(node, key, &faults).map(String?.some)
            }
        )
    }
}

extension ValueForm where Value == AddressRange {
    /// An IP address, or a range of them in CIDR notation.
    static var addressRange: ValueForm {
        .scalar(
            expected: "IP addresses or CIDR ranges",
            text: \.text,
            read: { text in
                AddressRange(text: text).map(Verdict.value)
                    ?? .wrong(hint: "as in 10.0.0.5, 10.0.0.0/8 or fd00::/8")
            }
        )
    }
}

extension ValueForm where Value == UInt8? {
    /// One character that no command begins with, or none.
    static var escapeCharacter: ValueForm {
        .scalar(
            expected: "none, or one ASCII character such as \"~\" that is no letter and no digit",
            text: { $0.map { "\"\(Character(UnicodeScalar($0)))\"" } ?? "none" },
            read: { text in
                if text == "none" { return .value(nil) }
                guard text.utf8.count == 1, let byte = text.utf8.first,
                    (0x21...0x7E).contains(byte), !byte.isASCIIAlphanumeric
                else { return .wrong(hint: nil) }
                return .value(byte)
            }
        )
    }
}

extension ValueForm where Value == [UInt8] {
    /// Bytes, with the escapes of a C string.
    static func bytes(countMax: Int) -> ValueForm {
        .scalar(
            expected: "at most \(countMax) bytes, with C escapes",
            text: { "\"\(EscapedBytes.write($0))\"" },
            read: { text in
                guard let bytes = EscapedBytes.read(text) else {
                    return .wrong(hint: #"a backslash is written \\, a return \r, a byte \x03"#)
                }
                return bytes.count <= countMax ? .value(bytes) : .wrong(hint: nil)
            }
        )
    }
}

extension ValueForm where Value: RawRepresentable<String> & CaseIterable & Sendable {
    /// One word of a closed list. Where `on` and `off` are words, `true` and `false` are they too.
    static func choice() -> ValueForm {
        let words = Value.allCases.map(\.rawValue)
        let values = Dictionary(uniqueKeysWithValues: zip(words, Value.allCases))
        return .scalar(
            expected: words.joinedByOr,
            text: \.rawValue,
            read: { text in
                let word = ["true": "on", "false": "off"][text] ?? text
                if let value = values[word] { return .value(value) }
                return .wrong(hint: NearSpelling.hint(word, among: words))
            }
        )
    }
}

extension [String] {
    /// `a`, `a or b`, `a, b or c`.
    var joinedByOr: String {
        count < 2 ? joined() : "\(dropLast().joined(separator: ", ")) or \(last!)"
    }
}

extension String {
    fileprivate var isPrintable: Bool {
        unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }
}
