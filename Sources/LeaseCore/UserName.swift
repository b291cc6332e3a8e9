// What the name of a user, or of a group of users, may be where somebody writes it down, and what
// is kept of a name that a client merely says. Whether a name is known, and proved, is not decided
// here.

/// The names of users and groups.
public enum UserName {
    /// What `isValid` asks for, in words.
    public static let rule = "a letter or _, then up to 63 of a-z A-Z 0-9 _ . @ + -"

    /// Whether a file or a verb may use the name: none is taken for an address, a group or `*`.
    public static func isValid(_ text: some StringProtocol) -> Bool {
        guard (1...64).contains(text.utf8.count), let first = text.utf8.first else { return false }
        return (isLetter(first) || first == UInt8(ascii: "_"))
            && text.utf8.allSatisfy { byte in
                isLetter(byte) || (0x30...0x39).contains(byte)
                    || "_.@+-".utf8.contains(byte)
            }
    }

    /// What a client said its name was, without controls, non-ASCII and spaces around it; nil where
    /// nothing is left.
    public static func said(_ bytes: some Sequence<UInt8>) -> String? {
        let printable = bytes.filter { (0x20...0x7E).contains($0) }
        let words = printable.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
        return words.isEmpty ? nil : String(decoding: Array(words), as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
