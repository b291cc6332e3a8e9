// An IP address with a port, as the gateway writes it (`127.0.0.1:4001`, `[::1]:4001`, and with a
// scheme before it in `listen`) and as the socket calls want it.

import Foundation
import Glibc

/// Where a TCP socket is, or goes.
public struct TCPAddress: Sendable, Hashable, CustomStringConvertible {
    /// A numeric IPv4 or IPv6 address, without brackets.
    public let host: String
    /// The port; 0 lets the kernel choose.
    public let port: UInt16

    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port`, `[v6]:port`, or either behind a scheme and before a query:
    /// `raw://127.0.0.1:4001?auth=none`. Nil if it is neither.
    public init?(_ text: String) {
        var rest = text[...]
        if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "?" && $0 != "/" }
        guard let colon = rest.lastIndex(of: ":"),
            let port = UInt16(rest[rest.index(after: colon)...])
        else { return nil }
        self.init(
            host: rest[..<colon].trimmingCharacters(in: ["[", "]"]),
            port: port
        )
    }

    /// Whether it is an IPv6 address.
    public var isV6: Bool { host.contains(":") }

    public var description: String { isV6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// The same host, another port.
    public func withPort(_ port: UInt16) -> TCPAddress { TCPAddress(host: host, port: port) }

    var family: Int32 { isV6 ? AF_INET6 : AF_INET }

    func withSockaddr<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) throws -> R) throws -> R {
        var storage = sockaddr_storage()
        let length = try Self.fill(&storage, with: self)
        return try withUnsafePointer(to: &storage) {
            try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { try body($0, length) }
        }
    }

    private static func fill(
        _ storage: inout sockaddr_storage,
        with address: TCPAddress
    ) throws -> socklen_t {
        try withUnsafeMutableBytes(of: &storage) { bytes in
            if address.isV6 {
                var v6 = sockaddr_in6()
                v6.sin6_family = sa_family_t(AF_INET6)
                v6.sin6_port = address.port.bigEndian
                guard inet_pton(AF_INET6, address.host, &v6.sin6_addr) == 1 else {
                    throw SystemCallFailure("inet_pton \(address.host)", errno: EINVAL)
                }
                withUnsafeBytes(of: v6) { bytes.copyMemory(from: $0) }
                return socklen_t(MemoryLayout<sockaddr_in6>.size)
            }
            var v4 = sockaddr_in()
            v4.sin_family = sa_family_t(AF_INET)
            v4.sin_port = address.port.bigEndian
            guard inet_pton(AF_INET, address.host, &v4.sin_addr) == 1 else {
                throw SystemCallFailure("inet_pton \(address.host)", errno: EINVAL)
            }
            withUnsafeBytes(of: v4) { bytes.copyMemory(from: $0) }
            return socklen_t(MemoryLayout<sockaddr_in>.size)
        }
    }

    /// The address that `ask` (getsockname, getpeername, accept) writes.
    static func read(
        _ ask: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
    ) -> TCPAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var service = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        return withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard ask(address, &length) >= 0,
                    getnameinfo(
                        address,
                        length,
                        &host,
                        socklen_t(host.count),
                        &service,
                        socklen_t(service.count),
                        NI_NUMERICHOST | NI_NUMERICSERV
                    ) == 0
                else { return nil }
                let text = { (buffer: [CChar]) in
                    String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
                }
                return TCPAddress(host: text(host), port: UInt16(text(service)) ?? 0)
            }
        }
    }
}
