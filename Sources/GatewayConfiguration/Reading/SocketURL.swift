// `scheme://host:port`, the form in which the file names TCP endpoints. Stricter than a general
// URL: the port is a must, and no user, path, query or fragment may follow. Which schemes there are
// is not here.

import Glibc

/// `scheme://host:port`.
struct SocketURL: Equatable {
    let scheme: String
    /// IPv6 without its brackets.
    let host: String
    let port: Int

    /// The URL as the file writes it.
    var text: String { "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// Why a text is no such URL: half a sentence for people.
    struct Flaw: Error {
        let words: String
    }
}

extension SocketURL {
    /// Reads `host:port`, as it stands behind `scheme://`.
    init(scheme: String, authority: Substring, ports: ClosedRange<Int>) throws(Flaw) {
        guard let colon = authority.lastIndex(of: ":"), authority.last != "]" else {
            throw Flaw(words: "the port is missing")
        }
        let (host, digits) = (authority[..<colon], authority[authority.index(after: colon)...])
        self.scheme = scheme
        self.host = String(try Self.host(host))
        guard let port = Int(decimal: digits), ports.contains(port) else {
            let range = "\(ports.lowerBound) to \(ports.upperBound)"
            throw Flaw(words: "the port must be a number from \(range)")
        }
        self.port = port
    }

    private static func host(_ text: Substring) throws(Flaw) -> Substring {
        if text.hasPrefix("["), text.hasSuffix("]") {
            let address = text.dropFirst().dropLast()
            guard isIPv6(address) else { throw Flaw(words: "[\(address)] is no IPv6 address") }
            return address
        }
        guard !text.isEmpty else { throw Flaw(words: "the host is missing") }
        guard !text.contains(":") else {
            throw Flaw(words: "an IPv6 address stands in brackets, as in [::1]")
        }
        let isNumeric = text.utf8.allSatisfy { $0 == UInt8(ascii: ".") || $0.isDecimalDigit }
        guard isNumeric ? isIPv4(text) : isName(text) else {
            throw Flaw(words: "'\(text)' is no \(isNumeric ? "IPv4 address" : "host name")")
        }
        return text
    }

    private static func isIPv4(_ text: Substring) -> Bool {
        var address = in_addr()
        return inet_pton(AF_INET, String(text), &address) == 1
    }

    /// A zone may follow, as in `fe80::1%eth0` (RFC 4007, section 11).
    private static func isIPv6(_ text: Substring) -> Bool {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        var address = in6_addr()
        return inet_pton(AF_INET6, String(parts[0]), &address) == 1 && parts.dropFirst().first != ""
    }

    /// RFC 1123, section 2.1, and the underscore that laboratories' hosts do have.
    private static func isName(_ text: Substring) -> Bool {
        text.utf8.count <= 253
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                (1...63).contains(label.utf8.count)
                    && label.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0.isNameMark }
            }
    }
}

extension UInt8 {
    fileprivate var isDecimalDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isASCIIAlphanumeric: Bool {
        isDecimalDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }

    fileprivate var isNameMark: Bool { self == UInt8(ascii: "-") || self == UInt8(ascii: "_") }
}

extension Int {
    /// A number in plain decimal digits: no sign, no leading zero, nothing else.
    init?(decimal text: some StringProtocol) {
        guard text.utf8.allSatisfy(\.isDecimalDigit), text.first != "0" || text.utf8.count == 1
        else {
            return nil
        }
        self.init(text, radix: 10)
    }
}
