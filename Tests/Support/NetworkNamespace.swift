// A host of its own on this machine: a network namespace, tied to the machine by a veth pair. It
// can vanish, as a laptop does whose cable is pulled: nothing gets out of it or into it any more.

import Glibc
import Synchronization

/// A network namespace with one address; the machine itself is its only neighbour.
public final class NetworkNamespace: Sendable {
    /// Its name.
    public let name: String
    /// The machine's address, as seen from inside.
    public let outside: String
    /// Its own address.
    public let inside: String

    private static let count = Mutex(0)

    /// Makes one; it is on the test's bench from then on.
    public static func start() throws -> NetworkNamespace {
        Bench.current.add(try make())
    }

    static func make() throws -> NetworkNamespace {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let namespace = NetworkNamespace(number)
        do {
            try namespace.setUp()
        } catch {
            namespace.remove()
            throw error
        }
        return namespace
    }

    /// The addresses are of 198.18.0.0/15 (RFC 2544: networks for tests), four for each namespace,
    /// chosen by process and number so that two runs on one machine do not meet.
    private init(_ number: Int) {
        name = "hs\(getpid())n\(number)"
        let block = (Int(getpid()) &* 31 &+ number) % 32_768 * 4
        let address = { (host: Int) in
            let number = block + host
            return "198.\(18 + number / 65_536).\(number / 256 % 256).\(number % 256)"
        }
        outside = address(1)
        inside = address(2)
    }

    private func setUp() throws {
        let link = "v\(name.dropFirst(2))"
        try run("ip", "netns", "add", name)
        try run("ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", name)
        try run("ip", "address", "add", "\(outside)/30", "dev", link)
        try run("ip", "link", "set", link, "up")
        try runInside("ip", "link", "set", "lo", "up")
        try runInside("ip", "address", "add", "\(inside)/30", "dev", "eth0")
        try runInside("ip", "link", "set", "eth0", "up")
    }

    /// What to start a program with, so that it runs in it.
    public var prefix: [String] { ["ip", "netns", "exec", name] }

    /// Drops everything that would leave or enter it, from now on.
    public func vanish() throws {
        for hook in ["input", "output"] {
            try runInside("nft", "add", "table", "inet", "vanished")
            let chain = "{ type filter hook \(hook) priority 0; policy drop; }"
            try runInside("nft", "add", "chain", "inet", "vanished", hook, chain)
        }
    }

    /// Undoes ``vanish()``.
    public func comeBack() throws {
        try runInside("nft", "delete", "table", "inet", "vanished")
    }

    private func runInside(_ command: String...) throws {
        try run(prefix + command)
    }

    private func run(_ command: String...) throws {
        try run(command)
    }

    private func run(_ command: [String]) throws {
        let finished = try Program.run(command)
        guard finished.status == .exited(0) else { throw Unexpected(description: "\(finished)") }
    }
}

extension NetworkNamespace: BenchItem {
    public var testimony: String { "" }

    /// Removes it, and with it its veth pair.
    public func remove() {
        _ = try? Program.run(["ip", "netns", "delete", name])
    }
}
