// An IP address or a CIDR range, and whether an address is in it (RFC 4632, RFC 4291). A v4 address
// mapped into v6 is unmapped first, so that one way of writing a range is enough. How an address is
// read is `IPAddress`'s.

/// Addresses that share their first `prefixLength` bits.
public struct AddressRange: Hashable, Sendable {
    private let first: IPAddress
    /// 0 to 32 for v4, 0 to 128 for v6.
    private let prefixLength: Int
    /// As it was written.
    public let text: String

    /// Reads `10.0.0.5`, `10.0.0.0/8`, `fd00::1`, `fd00::/8`; nil for anything else.
    public init?(text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = IPAddress(text: parts[0]) else { return nil }
        let bitCount = first.bytes.count * 8
        var prefixLength = bitCount
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                var written = Int(parts[1])
            else { return nil }
            // Of a mapped address both are understood: the bits of the whole, and those of v4.
            if bitCount == 32, parts[0].contains(":"), written >= 96 { written -= 96 }
            guard (0...bitCount).contains(written) else { return nil }
            prefixLength = written
        }
        self.first = first
        self.prefixLength = prefixLength
        self.text = text
    }

    /// Whether an address is in the range.
    public func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == first.bytes.count else { return false }
        let (whole, rest) = prefixLength.quotientAndRemainder(dividingBy: 8)
        guard address.bytes[..<whole] == first.bytes[..<whole] else { return false }
        guard rest > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - rest))
        return address.bytes[whole] & mask == first.bytes[whole] & mask
    }

    /// Whether `address`, an IP address without a port, is in the range.
    public func contains(address: String) -> Bool {
        IPAddress(text: address).map(contains) ?? false
    }

    /// Whether the host in `ip:port` or `[v6]:port` is in the range.
    public func contains(endpoint: String) -> Bool {
        guard let colon = endpoint.lastIndex(of: ":") else { return contains(address: endpoint) }
        var host = endpoint[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return contains(address: String(host))
    }
}
