// Which two endpoints cannot both be bound. Names are not resolved here: two names for one address
// are found by the kernel, at the start.

import Glibc

extension ListenEndpoint {
    /// Whether one host cannot bind both: the same port, other than 0, at addresses that meet. IPv4
    /// and IPv6 never meet, for a listener on `::` is IPv6 only; a name may be either.
    func overlaps(_ other: ListenEndpoint) -> Bool {
        guard port == other.port, port != 0 else { return false }
        let (mine, theirs) = (Address(host), Address(other.host))
        switch (mine, theirs) {
        case (.v4, .v4), (.v6, .v6), (.name, .name):
            return mine == theirs || mine.isWildcard || theirs.isWildcard
        case (.name, _), (_, .name):
            return mine.isWildcard || theirs.isWildcard
        case (.v4, .v6), (.v6, .v4):
            return false
        }
    }

    private enum Address: Equatable {
        case v4(UInt32)
        case v6(words: [UInt32], zone: Substring)
        case name(String)

        init(_ host: String) {
            var v4 = in_addr()
            var v6 = in6_addr()
            let parts = host.split(separator: "%", maxSplits: 1)
            if inet_pton(AF_INET, host, &v4) == 1 {
                self = .v4(v4.s_addr)
            } else if let address = parts.first, inet_pton(AF_INET6, String(address), &v6) == 1 {
                let words = withUnsafeBytes(of: &v6) { Array($0.bindMemory(to: UInt32.self)) }
                self = .v6(words: words, zone: parts.dropFirst().first ?? "")
            } else {
                self = .name(host.lowercased())
            }
        }

        var isWildcard: Bool {
            switch self {
            case .v4(let address): address == 0
            case .v6(let words, _): words.allSatisfy { $0 == 0 }
            case .name: false
            }
        }
    }
}
