// What is kept of a token: its SHA-256, from which nobody gets the token back. Making one of a
// token is not here.

/// The SHA-256 of a user's token.
public struct TokenHash: Hashable, Sendable {
    /// 32 bytes.
    let digest: [UInt8]

    /// A digest; it has 32 bytes.
    public init(digest: some Sequence<UInt8>) {
        self.digest = Array(digest)
        precondition(self.digest.count == 32, "SHA-256 has 32 bytes")
    }

    /// Reads `sha256:` and 64 hexadecimal digits; nil for anything else.
    public init?(text: String) {
        let digits = Array(text.utf8.dropFirst(Self.scheme.utf8.count))
        guard text.hasPrefix(Self.scheme), digits.count == 64 else { return nil }
        let weights = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard weights.count == 64 else { return nil }
        digest = stride(from: 0, to: 64, by: 2).map { UInt8(weights[$0] << 4 | weights[$0 + 1]) }
    }

    /// The hash as it is written.
    public var text: String {
        let digits = digest.flatMap { [$0 >> 4, $0 & 0xF] }.map { String($0, radix: 16) }
        return Self.scheme + digits.joined()
    }

    private static let scheme = "sha256:"

    /// 0 where the two are the same. It takes as long for any two: every byte is compared.
    func difference(from other: TokenHash) -> UInt8 {
        zip(digest, other.digest).reduce(0) { $0 | ($1.0 ^ $1.1) }
    }
}
