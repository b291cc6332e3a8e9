// Two ends of a TCP connection on loopback, as bare descriptors: for what is said about a
// descriptor. What goes through a channel is tested end to end.

import GatewayTestSupport
import Glibc

@testable import GatewayServer

/// A connection whose one end writes and whose other end reads nothing.
struct ConnectedPair {
    let writing: Int32
    let reading: Int32

    init() throws {
        let listener = try Self.checked(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        defer { Glibc.close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let writing = try Self.checked(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        let connected = try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try Self.checked(bind(listener, $0, length))
                try Self.checked(listen(listener, 1))
                try Self.checked(getsockname(listener, $0, &length))
                return connect(writing, $0, length)
            }
        }
        try Self.checked(connected)
        self.writing = writing
        reading = try Self.checked(accept(listener, nil, nil))
    }

    /// Writes until nothing more fits on its way.
    func fill() throws {
        let bytes = [UInt8](repeating: 0, count: 65_536)
        let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
        try eventually("the window is shut") {
            while send(writing, bytes, bytes.count, flags) > 0 {}
            return TCPReading(descriptor: writing)?.isWindowShut ?? false
        }
    }

    func close() {
        Glibc.close(writing)
        Glibc.close(reading)
    }

    @discardableResult
    private static func checked(_ result: Int32) throws -> Int32 {
        guard result >= 0 else { throw Refused(errnoCode: errno) }
        return result
    }

    private struct Refused: Error {
        let errnoCode: Int32
    }
}
