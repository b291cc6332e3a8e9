// A device that costs nothing: it accepts at once, says one byte, and closes when its client does.
// It has none of a real board's habits: what is measured is the gateway.

import Foundation

/// A TCP server on its own thread.
final class GreetingDevice: Sendable {
    let port: UInt16
    private let listener: Int32

    init(greeting: UInt8) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) | listen(listener, 64)
                    | getsockname(listener, $0, &length)
            }
        }
        precondition(result == 0, "the device cannot listen")
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                var byte = greeting
                send(client, &byte, 1, Int32(MSG_NOSIGNAL))
                while recv(client, &byte, 1, 0) > 0 {}
                close(client)
            }
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }
}
