// What clients, devices and operators wrote goes to a terminal, which takes some characters for
// orders. Here they lose that power and stay readable.

extension String {
    /// The text with every control and formatting character written out: `\n`, `\u{1B}`. A
    /// backslash stays as it is: this is for eyes, not for reading back.
    var printable: String {
        guard unicodeScalars.contains(where: \.isOrder) else { return self }
        return unicodeScalars.map { $0.isOrder ? $0.escaped(asASCII: true) : String($0) }.joined()
    }

    /// JSON text in which such characters, which JSON allows in strings, are written as `\uXXXX`.
    /// Only for text whose line breaks, if it has any, are not within strings.
    var printableJSON: String {
        guard unicodeScalars.contains(where: { $0.isOrder && $0 != "\n" }) else { return self }
        return unicodeScalars.map { scalar in
            guard scalar.isOrder, scalar != "\n" else { return String(scalar) }
            return String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
            .joined()
        }
        .joined()
    }
}

extension Unicode.Scalar {
    /// Whether a terminal may obey it, or let it hide or reorder what stands beside it.
    fileprivate var isOrder: Bool {
        if value < 0x7F { return value < 0x20 }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
            .privateUse:
            return true
        default: return false
        }
    }
}
