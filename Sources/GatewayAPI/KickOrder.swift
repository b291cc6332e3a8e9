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
        try OrderKeys.check(of: decoder, among: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        because = try container.decodeIfPresent(String.self, forKey: .because)
        ifLease = try container.decodeIfPresent(Int64.self, forKey: .ifLease)
    }

    /// The text as a terminal and the record may have it: printable ASCII, bounded; nil where
    /// nothing is left.
    public var reason: String? { because?.terminalLine(bytesMax: Self.becauseBytesMax) }
}
