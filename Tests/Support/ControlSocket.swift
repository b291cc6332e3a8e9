// Asks the gateway over its control socket, by hand: one HTTP/1.1 request, one answer. Not through
// the gateway's own client module, so that the two cannot be wrong in the same way.

import Foundation
import Glibc

/// A unix socket that speaks HTTP.
public struct ControlSocket: Sendable {
    /// Its path.
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// What was answered.
    public struct Answer: Sendable {
        /// The HTTP status, 200 for success.
        public let status: Int
        /// The body, whole.
        public let body: String
    }

    /// `GET target`.
    public func get(_ target: String, within duration: Duration = patience) throws -> Answer {
        try ask("GET", target, body: "", within: duration)
    }

    /// `POST target`.
    public func post(_ target: String, _ body: String = "") throws -> Answer {
        try ask("POST", target, body: body, within: patience)
    }

    private func ask(
        _ method: String,
        _ target: String,
        body: String,
        within duration: Duration
    ) throws -> Answer {
        let deadline = Deadline(in: duration)
        let socket = try connected()
        let request =
            "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        guard try socket.write(Array(request.utf8)[...]) == request.utf8.count else {
            throw Unexpected(description: "the control socket took only a part of a request")
        }
        var bytes: [UInt8] = []
        while true {
            if let answer = Self.parse(bytes) { return answer }
            switch socket.receive() {
            case .bytes(let more): bytes += more
            case .nothingYet:
                guard socket.wait(for: POLLIN, until: deadline) else {
                    throw NotInTime("the answer to \(method) \(target)", within: duration)
                }
            case .fin:
                throw EndedEarly(
                    description: "\(method) \(target): closed after \(bytes.count) bytes"
                )
            case .failed(let problem):
                throw SystemCallFailure("\(method) \(target)", errno: problem)
            }
        }
    }

    private func connected() throws -> StreamSocket {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = try SystemCallFailure.check("socket", Glibc.socket(AF_UNIX, type, 0))
        let socket = StreamSocket(descriptor: descriptor)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try SystemCallFailure.check("connect to \(path)", result)
        return socket
    }

    /// The answer, if it has arrived whole; only bodies with a Content-Length are understood.
    private static func parse(_ bytes: [UInt8]) -> Answer? {
        guard let end = bytes.endOfFirst(Array("\r\n\r\n".utf8), from: 0) else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        let body = bytes[end...]
        guard let status = head.firstMatch(of: /^HTTP\/1\.1 (\d{3})/).flatMap({ Int($0.1) }),
            let length = head.firstMatch(of: /(?i)content-length: *(\d+)/).flatMap({ Int($0.1) }),
            body.count >= length
        else { return nil }
        return Answer(status: status, body: String(decoding: body.prefix(length), as: UTF8.self))
    }
}
