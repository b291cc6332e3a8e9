// An IP address as bytes, read from its text as inet_pton(3) reads it (RFC 4291, section 2.2). A v4
// address mapped into v6 is the v4 address: a client has one address, however it came in. Ranges of
// addresses are `AddressRange`.

/// An IP address, v4 or v6.
public struct IPAddress: Hashable, Sendable {
    /// 4 or 16 bytes, in network order.
    public let bytes: [UInt8]

    /// Reads `10.0.0.5`, `fd00::1`, `::ffff:10.0.0.5`; nil for anything else.
    public init?(text: some StringProtocol) {
        if let four = Self.v4(text.utf8) {
            bytes = four
        } else if let sixteen = Self.v6(text) {
            let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
            bytes = sixteen.starts(with: mapped) ? Array(sixteen[12...]) : sixteen
        } else {
            return nil
        }
    }

    private static func v4(_ text: some Collection<UInt8>) -> [UInt8]? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let bytes = parts.compactMap { digits -> UInt8? in
            let isPlain = digits.count == 1 || digits.first != UInt8(ascii: "0")
            guard (1...3).contains(digits.count), isPlain,
                let value = number(digits, radix: 10)
            else { return nil }
            return UInt8(exactly: value)
        }
        return bytes.count == 4 ? bytes : nil
    }

    private static func v6(_ text: some StringProtocol) -> [UInt8]? {
        let bytes = Array(text.utf8)
        let colon = UInt8(ascii: ":")
        let gap = zip(bytes, bytes.dropFirst()).enumerated()
            .first { $0.element == (colon, colon) }?.offset
        guard let gap else {
            return groups(bytes[...], endsText: true).flatMap { $0.count == 16 ? $0 : nil }
        }
        guard let head = groups(bytes[..<gap], endsText: false),
            let tail = groups(bytes[(gap + 2)...], endsText: true),
            head.count + tail.count <= 14
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// Groups of 16 bits between colons; the last one of a text may be a v4 address.
    private static func groups(_ text: ArraySlice<UInt8>, endsText: Bool) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if endsText, index == parts.count - 1, let four = v4(part) {
                bytes += four
                continue
            }
            guard (1...4).contains(part.count), let value = number(part, radix: 16) else {
                return nil
            }
            bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
        }
        return bytes.count <= 16 ? bytes : nil
    }

    private static func number(_ digits: some Collection<UInt8>, radix: Int) -> Int? {
        var value = 0
        for digit in digits {
            let character = Character(Unicode.Scalar(digit))
            guard let weight = character.hexDigitValue, weight < radix else { return nil }
            value = value * radix + weight
        }
        return value
    }
}
