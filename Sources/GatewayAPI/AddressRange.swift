// An IP address or a CIDR range, and whether an address is in it (RFC 4632, RFC 4291). A v4 address
// mapped into v6 is unmapped first, so that one way of writing a range is enough.

import Glibc

/// Addresses that share their first `prefixLength` bits.
public struct AddressRange: Hashable, Sendable {
    /// 4 or 16 bytes, in network order.
    private let bytes: [UInt8]
    /// 0 to 32 for v4, 0 to 128 for v6.
    private let prefixLength: Int
    /// As it was written.
    public let text: String

    /// Reads `10.0.0.5`, `10.0.0.0/8`, `fd00::1`, `fd00::/8`; nil for anything else.
    public init?(text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = Self.bytes(of: String(parts[0])) else { return nil }
        var prefixLength = bytes.count * 8
        if parts.count == 2 {
            guard let written = Int(parts[1]), (0...prefixLength).contains(written) else {
                return nil
            }
            prefixLength = written
        }
        self.bytes = bytes
        self.prefixLength = prefixLength
        self.text = text
    }

    /// Whether `address`, an IP address without a port, is in the range.
    public func contains(address: String) -> Bool {
        guard let other = Self.bytes(of: address), other.count == bytes.count else { return false }
        let (whole, rest) = prefixLength.quotientAndRemainder(dividingBy: 8)
        guard other[..<whole] == bytes[..<whole] else { return false }
        guard rest > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - rest))
        return other[whole] & mask == bytes[whole] & mask
    }

    /// Whether the host in `ip:port` or `[v6]:port` is in the range.
    public func contains(endpoint: String) -> Bool {
        guard let colon = endpoint.lastIndex(of: ":") else { return contains(address: endpoint) }
        var host = endpoint[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return contains(address: String(host))
    }

    private static func bytes(of text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            return withUnsafeBytes(of: &four) { Array($0) }
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        return Array(bytes[..<12]) == mapped ? Array(bytes[12...]) : bytes
    }
}
