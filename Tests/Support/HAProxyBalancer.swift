// A real HAProxy in front of a gateway, as a site has one: it takes TCP connections and passes them
// on, with the client named in a PROXY header if it is told to.

import Foundation

/// A running `haproxy` in TCP mode.
public final class HAProxyBalancer: Sendable {
    /// Where clients come to.
    public let address: TCPAddress

    private let directory: TemporaryDirectory

    /// Starts it and waits until it takes connections; it is on the test's bench from then on.
    ///
    /// - Parameters:
    ///   - target: where it passes connections on to.
    ///   - source: the address that it comes from.
    ///   - option: of its server: `send-proxy`, `send-proxy-v2`.
    public init(to target: TCPAddress, from source: String, option: String) throws {
        let scout = try StreamSocket.bound(to: TCPAddress(host: "127.0.0.1", port: 0))
        guard let address = scout.localAddress else { throw SystemCallFailure("getsockname") }
        self.address = address
        scout.close()
        directory = try TemporaryDirectory()
        let path = directory.path("haproxy.cfg")
        let stats = directory.path("haproxy.sock")
        let lines = [
            "global", "  stats socket \(stats)",
            "defaults", "  mode tcp", "  timeout connect 5s", "  timeout client 1m",
            "  timeout server 1m", "listen devices", "  bind \(address)",
            "  server gateway \(target) source \(source) \(option)",
        ]
        try (lines.joined(separator: "\n") + "\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        Bench.current.add(self)
        let child = Bench.current.add(try ChildProcess(["haproxy", "-db", "-f", path]))
        try eventually("haproxy is ready") {
            if let status = child.exitStatus {
                throw Unexpected(description: "haproxy \(status): \(child.errors)")
            }
            // It binds all that it has to bind at once, or ends.
            return FileManager.default.fileExists(atPath: stats)
        }
    }
}

extension HAProxyBalancer: BenchItem {
    public var testimony: String { "" }

    public func remove() { directory.remove() }
}
