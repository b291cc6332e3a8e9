// A wire between hosts: a bridge in a namespace of its own, so that several hosts reach each other
// and nobody else, and the machine's own network sees nothing of it.

/// A network of a few hosts, each a ``NetworkNamespace``.
public final class NetworkWire: Sendable {
    private let namespace: NetworkNamespace

    /// Makes one; it and its hosts are on the test's bench from then on.
    public static func start() throws -> NetworkWire {
        let wire = NetworkWire()
        try wire.setUp()
        return wire
    }

    private init() {
        namespace = NetworkNamespace(inside: Self.address(254), outside: Self.address(254))
        Bench.current.add(namespace)
    }

    private func setUp() throws {
        try NetworkNamespace.run("ip", "netns", "add", namespace.name)
        try run(["link", "add", "wire", "type", "bridge"])
        try namespace.bringUp("wire", prefixLength: 24)
    }

    /// Runs ip(8) on the wire's own side.
    private func run(_ arguments: [String]) throws {
        try NetworkNamespace.run(["ip", "-n", namespace.name] + arguments)
    }

    /// Ties a host to it.
    ///
    /// - Parameter number: the last byte of its address, 1 to 253, no two the same.
    public func host(_ number: Int) throws -> NetworkNamespace {
        let host = Bench.current.add(
            NetworkNamespace(inside: Self.address(number), outside: namespace.inside)
        )
        let port = "host\(number)"
        try NetworkNamespace.run("ip", "netns", "add", host.name)
        let link = ["link", "add", port, "type", "veth", "peer", "name", "eth0"]
        try run(link + ["netns", host.name])
        try run(["link", "set", port, "master", "wire", "up"])
        try host.bringUp("eth0", prefixLength: 24)
        return host
    }

    /// Every wire has the same addresses, of RFC 2544's network for tests: none is tied to another.
    private static func address(_ number: Int) -> String { "198.18.0.\(number)" }
}
