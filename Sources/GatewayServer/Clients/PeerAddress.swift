// Who is at the other end of a connection, as the record writes it: a v4 address that was mapped
// into v6 is shown as v4.

import NIOCore

/// A client's address.
struct PeerAddress: Hashable, Sendable {
    /// The address alone.
    let host: String
    /// `ip:port`, `[v6]:port`.
    let endpoint: String

    init(_ address: SocketAddress?) {
        guard let address, let ip = address.ipAddress, let port = address.port else {
            // The kernel knows no peer of a connection that was reset before it was accepted.
            host = "0.0.0.0"
            endpoint = "0.0.0.0:0"
            return
        }
        let mapped = "::ffff:"
        if ip.hasPrefix(mapped), ip.contains(".") {
            host = String(ip.dropFirst(mapped.count))
        } else {
            host = ip
        }
        endpoint = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
