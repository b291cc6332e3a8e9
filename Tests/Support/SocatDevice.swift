// A device played by socat(1) and a program behind it: on TCP, one process a connection, with the
// system's own manners and windows. A board with the habits of a small stack is FakeDevice.

import Glibc

/// A `socat` that listens.
public final class SocatDevice: Sendable {
    /// Where it listens.
    public let address: TCPAddress

    /// Starts one that gives every byte back; it is on the test's bench from then on.
    public static func echo() throws -> SocatDevice { try SocatDevice("EXEC:cat") }

    /// - Parameter other: what it connects each connection with, as socat's second address.
    private init(_ other: String) throws {
        let listener = "TCP-LISTEN:0,bind=127.0.0.1,reuseaddr,fork"
        // Twice -d, and it says on which port it listens.
        let child = try ChildProcess(["socat", "-d", "-d", "-b", "65536", listener, other])
        Bench.current.add(child)
        address = try eventually("socat listens") {
            if let status = child.exitStatus {
                throw Unexpected(description: "socat \(status): \(child.errors)")
            }
            let match = child.errors.firstMatch(of: /listening on AF=2 ([0-9.:]+)\n/)
            return match.flatMap { TCPAddress(String($0.1)) }
        }
    }

    /// As `connect:` of the configuration wants it.
    public var url: String { "tcp://\(address)" }
}
