// A host of its own on this machine: a network namespace, tied by a veth pair to the machine, or
// with others to a NetworkWire. It can vanish, as a laptop does whose cable is pulled: nothing gets
// out of it or into it any more.

import GNUExtensions
import Glibc
import Synchronization

/// A network namespace with one address.
public final class NetworkNamespace: Sendable {
    /// Its name.
    public let name: String
    /// The address at the other end, as seen from inside: the machine's, or the wire's.
    public let outside: String
    /// Its own address.
    public let inside: String

    private static let count = Mutex(0)

    /// Makes one whose only neighbour is the machine; it is on the test's bench from then on.
    public static func start() throws -> NetworkNamespace {
        Bench.current.add(try make())
    }

    static func make() throws -> NetworkNamespace {
        let namespace = NetworkNamespace(ofMachine: nextNumber())
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
    private init(ofMachine number: Int) {
        name = Self.namePrefix + "\(number)"
        let block = (Int(getpid()) &* 31 &+ number) % 32_768 * 4
        let address = { (host: Int) in
            let number = block + host
            return "198.\(18 + number / 65_536).\(number / 256 % 256).\(number % 256)"
        }
        outside = address(1)
        inside = address(2)
    }

    /// One that nothing is tied to yet.
    init(inside: String, outside: String) {
        name = Self.namePrefix + "\(Self.nextNumber())"
        self.inside = inside
        self.outside = outside
    }

    private static var namePrefix: String { "hs\(getpid())n" }

    private static func nextNumber() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    private func setUp() throws {
        let link = "v\(name.dropFirst(2))"
        try Self.run("ip", "netns", "add", name)
        try Self.run(
            ["ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", name]
        )
        try Self.run("ip", "address", "add", "\(outside)/30", "dev", link)
        try Self.run("ip", "link", "set", link, "up")
        try bringUp("eth0", prefixLength: 30)
    }

    /// Gives its own address to an interface in it, and brings that and loopback up.
    func bringUp(_ interface: String, prefixLength: Int) throws {
        let address = "\(inside)/\(prefixLength)"
        try Self.run("ip", "-n", name, "link", "set", "lo", "up")
        try Self.run("ip", "-n", name, "address", "add", address, "dev", interface)
        try Self.run("ip", "-n", name, "link", "set", interface, "up")
    }

    /// What to start a program with, so that it runs in it.
    public var prefix: [String] { ["ip", "netns", "exec", name] }

    /// Runs `body` in it: the sockets that it makes, the threads and the processes that it starts
    /// are this host's. Not for the process's first thread, by which a process is looked for.
    public func enter<Result>(_ body: () throws -> Result) throws -> Result {
        let own = try Self.open("/proc/thread-self/ns/net")
        defer { close(own) }
        let there = try Self.open("/run/netns/\(name)")
        defer { close(there) }
        try SystemCallFailure.check("setns \(name)", setns(there, Self.networkType))
        defer { precondition(setns(own, Self.networkType) == 0, "no way out of \(name)") }
        return try body()
    }

    /// CLONE_NEWNET of setns(2).
    private static let networkType: Int32 = 0x4000_0000

    private static func open(_ path: String) throws -> Int32 {
        try SystemCallFailure.check("open \(path)", Glibc.open(path, O_RDONLY | O_CLOEXEC))
    }

    /// Drops everything that would leave or enter it, from now on.
    public func vanish() throws {
        let chains = ["input", "output"].map {
            "add chain inet vanished \($0) "
                + "{ type filter hook \($0) priority 0; policy drop; };"
        }
        try enter { try Self.run(["nft", "add table inet vanished; " + chains.joined()]) }
    }

    /// Drops the answers to every SYN that reaches it, or to those of `peer` alone, from now on: no
    /// handshake with it is done until ``comeBack()``, and each is tried again a second later.
    public func loseHandshakes(of peer: TCPAddress? = nil) throws {
        let port = peer.map { "tcp dport \($0.port) " } ?? ""
        let ruleset = """
            add table inet vanished; \
            add chain inet vanished output { type filter hook output priority 0; }; \
            add rule inet vanished output tcp flags & (syn | ack) == (syn | ack) \(port)drop
            """
        try enter { try Self.run("nft", ruleset) }
    }

    /// Undoes ``vanish()`` and ``loseHandshakes(of:)``.
    public func comeBack() throws {
        try enter { try Self.run("nft", "delete", "table", "inet", "vanished") }
    }

    /// Sends a signal to every process in it.
    public func signalAll(_ number: Int32) {
        let found = try? Program.run(["ip", "netns", "pids", name])
        for pid in found?.output.split(separator: "\n").compactMap({ pid_t($0) }) ?? []
        where pid != getpid() {
            kill(pid, number)
        }
    }

    static func run(_ command: String...) throws {
        try run(command)
    }

    static func run(_ command: [String]) throws {
        let finished = try Program.run(command)
        guard finished.status == .exited(0) else { throw Unexpected(description: "\(finished)") }
    }

    /// Removes every namespace that this process has made, those of which no bench knows yet too.
    public static func removeAll() {
        let found = try? Program.run(["ip", "netns", "list"])
        for line in found?.output.split(separator: "\n") ?? [] where line.hasPrefix(namePrefix) {
            NetworkNamespace(named: String(line.prefix { $0 != " " })).remove()
        }
    }

    private init(named name: String) {
        self.name = name
        inside = ""
        outside = ""
    }
}

extension NetworkNamespace: BenchItem {
    public var testimony: String { "" }

    /// Kills what still runs in it and removes it, and with it its veth pair.
    public func remove() {
        signalAll(SIGKILL)
        _ = try? Program.run(["ip", "netns", "delete", name])
    }
}
