// One connection to a control socket, spoken by hand, request after request: what a client library
// would hide (a connection kept open, a half request, an unread answer) is what these tests are
// about. Every wait is bounded.

import Foundation
import Glibc

/// A client of the API.
final class HTTPConversation {
    /// An HTTP answer, whole.
    struct Answer {
        var status: Int
        /// Names in lower case.
        var headers: [String: String]
        var body: String

        var json: Any {
            get throws { try JSONSerialization.jsonObject(with: Data(body.utf8)) }
        }
    }

    struct Failure: Error {
        var what: String
    }

    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects; throws where nobody serves.
    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            throw Failure(what: "connect to \(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    /// Asks on a connection of its own.
    static func ask(
        _ path: String,
        _ target: String,
        method: String = "GET"
    ) throws -> Answer {
        try HTTPConversation(path).ask(target, method: method)
    }

    /// Asks, and waits for the answer.
    func ask(_ target: String, method: String = "GET", body: String = "") throws -> Answer {
        let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
        try send("\(method) \(target) HTTP/1.1\r\nHost: gateway\r\n\(length)\r\n\(body)")
        return try answer(isHead: method == "HEAD")
    }

    /// Writes bytes as they are.
    func send(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                throw Failure(what: "send: \(String(cString: strerror(errno)))")
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits for the next answer.
    func answer(isHead: Bool = false) throws -> Answer {
        var end: Range<Int>?
        while end == nil {
            end = received.firstRange(of: Array("\r\n\r\n".utf8))
            if end == nil, try !receive() { throw Failure(what: "closed before an answer") }
        }
        guard let end else { throw Failure(what: "no answer") }
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        let lines = head.components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let length = isHead ? 0 : Int(headers["content-length"] ?? "0") ?? 0
        received.removeSubrange(..<end.upperBound)
        while received.count < length {
            if try !receive() { throw Failure(what: "closed within an answer") }
        }
        let body = String(decoding: received[..<length], as: UTF8.self)
        received.removeSubrange(..<length)
        let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return Answer(status: status ?? 0, headers: headers, body: body)
    }

    /// Waits until the server has hung up; throws where it says more.
    func waitForEnd() throws {
        guard try !receive() else { throw Failure(what: "the server says more") }
    }

    /// Reads what is there; false at the end.
    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == ECONNRESET || errno == EPIPE { return false }
        guard count >= 0 else {
            throw Failure(what: "receive: \(String(cString: strerror(errno)))")
        }
        received += buffer[..<count]
        return count > 0
    }
}
