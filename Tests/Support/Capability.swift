// What a test needs of the machine and what not every machine gives. A test that cannot run says so
// and why, once, in the output; in CI it runs all the same, and fails if it cannot.

import Foundation
import Glibc
import Testing

/// Something that a machine may lack.
public struct Capability: Sendable {
    let name: String
    /// Why it is not there; nil if it is.
    let lack: String?

    /// Finds out by doing it.
    init(_ name: String, _ attempt: () throws -> Void) {
        self.name = name
        do {
            try attempt()
            lack = nil
        } catch {
            lack = "\(error)"
            if Self.isCI {
                print("In CI nothing is skipped: the tests that need \(name) will fail: \(error)")
            } else {
                print("SKIPPED: the tests that need \(name): \(error)")
            }
        }
    }

    static var isCI: Bool { ProcessInfo.processInfo.environment["CI"] == "true" }

    /// An address ::1 to bind to.
    public static let ipv6Loopback = Capability("IPv6 on loopback") {
        _ = try StreamSocket.bound(to: TCPAddress(host: "::1", port: 0))
    }

    /// The fixed ports of the demo.
    public static let demoPorts = Capability("the ports of the demo, 2001, 2002, 4001 and 4002") {
        for port: UInt16 in [2001, 2002, 4001, 4002] {
            _ = try StreamSocket.bound(to: TCPAddress(host: "127.0.0.1", port: port))
        }
    }

    /// Network namespaces, with veth and nftables in them.
    public static let networkNamespaces = Capability("network namespaces") {
        let namespace = try NetworkNamespace.make()
        defer { namespace.remove() }
        try namespace.vanish()
    }

    /// Terminals that are hung up by whoever is on them, with CAP_SYS_TTY_CONFIG (vhangup(2)).
    public static let hangUps = Capability("terminals that are hung up") {
        // A process without a terminal hangs nothing up, and is told whether it may.
        let script = "import ctypes; exit(ctypes.CDLL(None).vhangup() != 0)"
        let finished = try Program.run(["setsid", "--wait", "python3", "-c", script])
        guard finished.status == .exited(0) else { throw Unexpected(description: "\(finished)") }
    }

    /// Connections that are closed in silence, by CAP_NET_ADMIN: a device that reboots.
    public static let reboots = Capability("forgotten connections (TCP_REPAIR)") {
        let socket = try StreamSocket.bound(to: TCPAddress(host: "127.0.0.1", port: 0))
        guard socket.forget() else { throw SystemCallFailure("setsockopt TCP_REPAIR") }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test, and says why, where the machine lacks something; never in CI.
    public static func needs(_ capability: @autoclosure @escaping @Sendable () -> Capability)
        -> Self
    {
        .enabled("the machine lacks what the test needs; the reason is printed") {
            capability().lack == nil || Capability.isCI
        }
    }
}
