// What an operator says beside whom to kick: the body of the two `kick` orders. What comes back is
// a `KickedSession`.

/// Why, and on which condition, a session is to be ended.
public struct KickOrder: Codable, Hashable, Sendable {
    /// What the kicked one reads and the record keeps; at most `becauseBytesMax` bytes of it.
    public var because: String?
    /// Only if this is still the holder's lease.
    public var ifLease: Int64?

    /// How much of the text is kept: a line of a terminal or two.
    public static let becauseBytesMax = 200

    enum CodingKeys: String, CodingKey, CaseIterable {
        case because
        case ifLease = "if_lease"
    }

    public init(because: String? = nil, ifLease: Int64? = nil) {
        self.because = because
        self.ifLease = ifLease
    }

    /// Throws a `Problem` at a key that is none: a condition that is misspelt would end the wrong
    /// session.
    public init(from decoder: any Decoder) throws {
        let names = try decoder.container(keyedBy: WrittenKey.self).allKeys.map(\.stringValue)
        let known = CodingKeys.allCases.map(\.rawValue)
        if let wrong = names.first(where: { !known.contains($0) }) {
            throw Problem(
                .badRequest,
                "'\(wrong)' is not a key of this order.",
                hint: Spelling.hint(for: wrong, among: known)
            )
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        because = try container.decodeIfPresent(String.self, forKey: .because)
        ifLease = try container.decodeIfPresent(Int64.self, forKey: .ifLease)
    }

    /// The text as a terminal and the record may have it: printable ASCII, bounded; nil where
    /// nothing is left.
    public var reason: String? {
        let printable = (because ?? "").unicodeScalars
            .map { $0 == "\n" || $0 == "\t" ? " " : $0 }
            .filter { (0x20...0x7E).contains($0.value) }
            .drop { $0 == " " }
            .prefix(Self.becauseBytesMax)
        let text = String(String.UnicodeScalarView(printable))
        return text.isEmpty ? nil : text
    }

    private struct WrittenKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
