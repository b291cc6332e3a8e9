// Two ends of a TCP connection on loopback, as bare descriptors: for what is said about a
// descriptor. What goes through a channel is tested end to end.

import Glibc
import NIOCore

@testable import GatewayServer

/// A connection whose one end writes and whose other end reads nothing.
struct ConnectedPair {
    let writing: Int32
    let reading: Int32

    /// `address`: of IPv4, or of IPv6, where an IPv4 one may be mapped (RFC 4291, 2.5.5.2).
    /// `receiveBuffer`: SO_RCVBUF (socket(7)) of the end that reads; nil: the kernel's choice.
    init(at address: String = "127.0.0.1", receiveBuffer: Int32? = nil) throws {
        let address = try SocketAddress(ipAddress: address, port: 0)
        let family = address.protocol.rawValue
        let listener = try Self.checked(socket(family, Int32(SOCK_STREAM.rawValue), 0))
        defer { Glibc.close(listener) }
        let reading = try Self.checked(socket(family, Int32(SOCK_STREAM.rawValue), 0))
        if let receiveBuffer { SocketOption.set(reading, SOL_SOCKET, SO_RCVBUF, receiveBuffer) }
        try address.withSockAddr { pointer, length in
            var bound = sockaddr_storage()
            var boundLength = socklen_t(MemoryLayout<sockaddr_storage>.size)
            try Self.checked(bind(listener, pointer, socklen_t(length)))
            try Self.checked(listen(listener, 1))
            try withUnsafeMutablePointer(to: &bound) { bound in
                try bound.withMemoryRebound(to: sockaddr.self, capacity: 1) { bound in
                    try Self.checked(getsockname(listener, bound, &boundLength))
                    try Self.checked(connect(reading, bound, boundLength))
                }
            }
        }
        self.reading = reading
        writing = try Self.checked(accept(listener, nil, nil))
    }

    /// Whether nothing more fits on its way, once as much is written as can be.
    func isFull() -> Bool {
        let bytes = [UInt8](repeating: 0, count: 65_536)
        let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
        while send(writing, bytes, bytes.count, flags) > 0 {}
        return TCPReading(descriptor: writing)?.isWindowShut ?? false
    }

    /// Whether the window is open, once so many bytes more are read.
    func isOpen(afterReading count: Int) -> Bool {
        var bytes = [UInt8](repeating: 0, count: count)
        recv(reading, &bytes, count, Int32(MSG_DONTWAIT))
        return TCPReading(descriptor: writing)?.isWindowShut == false
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
