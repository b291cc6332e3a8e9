// A server on loopback TCP that is no gateway: it listens, and answers what the test tells it to,
// when the test tells it to. Until then whoever asks it waits.

import Glibc

/// A listener that is answered by hand.
final class StrangeServer {
    struct Failure: Error {
        var what: String
    }

    /// `http://127.0.0.1:port`.
    let url: String
    private let listener: Int32

    init() {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, length)
                _ = getsockname(listener, $0, &length)
            }
        }
        listen(listener, 16)
        self.listener = listener
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    }

    deinit { close(listener) }

    /// Waits for the next request, answers it and hangs up. Returns the request's head.
    @discardableResult
    func answerNext(
        _ status: String,
        _ body: String,
        headers: [String] = []
    ) throws -> String {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { throw Failure(what: "nobody asked") }
        defer { close(connection) }
        var head = ""
        while !head.contains("\r\n\r\n") {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { throw Failure(what: "half a request: \(head)") }
            head += String(decoding: buffer[..<count], as: UTF8.self)
        }
        let lines =
            ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers + ["", body]
        let answer = Array(lines.joined(separator: "\r\n").utf8)
        _ = answer.withUnsafeBytes {
            send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        return head
    }
}
