// Bytes written as text with the escapes of a C string (ISO C, 6.4.4.4): what a device is sent may
// hold characters that no file should. To add an escape: a row in `simple`.

/// Bytes as a C string literal would hold them.
enum EscapedBytes {
    private static let simple: [Character: UInt8] = [
        "a": 0x07, "b": 0x08, "e": 0x1B, "f": 0x0C, "n": 0x0A, "r": 0x0D, "t": 0x09, "v": 0x0B,
        "\\": 0x5C, "\"": 0x22, "'": 0x27, "?": 0x3F,
    ]

    /// The bytes of a text; nil where a backslash begins nothing that is known. `\xHH` takes one or
    /// two digits, `\OOO` one to three, up to `\377`.
    static func read(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = Substring(text)
        while let character = rest.popFirst() {
            guard character == "\\" else {
                bytes += String(character).utf8
                continue
            }
            guard let byte = escape(&rest) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func escape(_ rest: inout Substring) -> UInt8? {
        guard let letter = rest.first else { return nil }
        if let byte = simple[letter] {
            rest.removeFirst()
            return byte
        }
        if letter == "x" {
            rest.removeFirst()
            return number(&rest, radix: 16, digitsMax: 2)
        }
        return number(&rest, radix: 8, digitsMax: 3)
    }

    private static func number(_ rest: inout Substring, radix: Int, digitsMax: Int) -> UInt8? {
        let digits = rest.prefix(digitsMax).prefix {
            $0.isASCII && $0.hexDigitValue.map { $0 < radix } ?? false
        }
        rest = rest.dropFirst(digits.count)
        return UInt8(digits, radix: radix)
    }

    /// The bytes as `read` takes them back.
    static func write(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            if let letter = simple.first(where: { $0.value == byte && $0.key != "?" })?.key {
                return letter == "'" ? "'" : "\\\(letter)"
            }
            if (0x20...0x7E).contains(byte) { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16)
            return "\\x\(digits.count < 2 ? "0" : "")\(digits)"
        }.joined()
    }
}
