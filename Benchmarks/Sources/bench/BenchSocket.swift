// A blocking TCP client on loopback, as plain as can be, so that what is measured is the gateway.
// It is no model for anything else: whatever fails stops the benchmark.

import Foundation

/// One client.
final class BenchSocket {
    private let descriptor: Int32

    init(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
        var address = loopback(port: port)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        precondition(result == 0, "connect: \(String(cString: strerror(errno)))")
    }

    /// Reads until `byte` has come.
    func read(until byte: UInt8) {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        while true {
            let length = recv(descriptor, &bytes, bytes.count, 0)
            precondition(length > 0, "the gateway said nothing, or closed")
            if bytes[..<length].contains(byte) { return }
        }
    }

    func close() {
        Foundation.close(descriptor)
    }
}

/// 127.0.0.1 at a port.
func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
}
