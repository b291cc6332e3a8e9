// A TCP client as a person's terminal or a script is one, in the test's own process: it connects,
// types, reads until it has seen something, and leaves in every way there is. What the gateway
// itself says to it is in LineClient+Notices; a client in a process of its own is NetcatClient.

import Glibc
import Synchronization

/// A client of a raw listener.
public final class LineClient: Sendable {
    /// The client's own address, as the gateway sees it.
    public let address: TCPAddress

    private let socket: StreamSocket
    private let name: String

    private struct Reading {
        var unread: [UInt8] = []
        var count = 0
        var ending: Ending?
    }

    private let reading = Mutex(Reading())

    /// How the other side's direction ended.
    public enum Ending: Sendable, Equatable {
        /// FIN: everything that was sent has arrived.
        case closed
        /// RST.
        case reset
        /// Another error of the socket.
        case failed(errno: Int32)
    }

    /// Connects, and is on the test's bench from then on.
    ///
    /// - Parameters:
    ///   - source: the local address to come from; anything in 127.0.0.0/8 will do.
    ///   - receiveBufferBytes: SO_RCVBUF; a small one fills quickly.
    ///   - sendBufferBytes: SO_SNDBUFFORCE, for the administrator only; what fits is sent by the
    ///     kernel, also after the client has left.
    @discardableResult
    public static func connect(
        to address: TCPAddress,
        from source: String? = nil,
        receiveBufferBytes: Int32? = nil,
        sendBufferBytes: Int32? = nil,
        within duration: Duration = patience
    ) throws -> LineClient {
        let socket = try StreamSocket.connected(
            to: address,
            from: source,
            receiveBufferBytes: receiveBufferBytes,
            within: duration
        )
        if let sendBufferBytes { socket.set(SO_SNDBUFFORCE, to: sendBufferBytes) }
        return Bench.current.add(LineClient(socket, to: address))
    }

    private init(_ socket: StreamSocket, to address: TCPAddress) {
        self.socket = socket
        self.address = socket.localAddress ?? TCPAddress(host: "?", port: 0)
        name = "client \(self.address) of \(address)"
    }

    /// Sends all of it.
    public func send(_ bytes: [UInt8], within duration: Duration = patience) throws {
        let deadline = Deadline(in: duration)
        var rest = bytes[...]
        while !rest.isEmpty {
            rest = rest.dropFirst(try socket.write(rest))
            guard rest.isEmpty || socket.wait(for: POLLOUT, until: deadline) else {
                throw NotInTime("\(name) sends; \(rest.count) bytes left", within: duration)
            }
        }
    }

    /// Sends a text as it is.
    public func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    /// Sends until the way is full: nothing was taken for `quiet`. Returns how much went.
    public func sendUntilFull(_ chunk: [UInt8], quiet: Duration = .milliseconds(300)) throws -> Int
    {
        var sent = 0
        while socket.wait(for: POLLOUT, until: Deadline(in: quiet)) {
            sent += try socket.write(chunk[...])
        }
        return sent
    }

    /// Reads up to and with `text`, and returns that. What follows stays for the next read.
    @discardableResult
    public func read(until text: String, within duration: Duration = patience) throws -> String {
        let wanted = Array(text.utf8)
        let deadline = Deadline(in: duration)
        var searched = 0
        while true {
            let found: [UInt8]? = reading.withLock { reading in
                guard let end = reading.unread.endOfFirst(wanted, from: searched) else {
                    searched = max(0, reading.unread.count - wanted.count)
                    return nil
                }
                defer { reading.unread.removeFirst(end) }
                return Array(reading.unread[..<end])
            }
            if let found { return String(decoding: found, as: UTF8.self) }
            try readMore("text \(text.debugDescription)", until: deadline, of: duration)
        }
    }

    /// Reads exactly `count` bytes.
    public func read(count: Int, within duration: Duration = patience) throws -> [UInt8] {
        let deadline = Deadline(in: duration)
        while reading.withLock({ $0.unread.count < count }) {
            try readMore("\(count) bytes", until: deadline, of: duration)
        }
        return reading.withLock { reading in
            defer { reading.unread.removeFirst(count) }
            return Array(reading.unread[..<count])
        }
    }

    /// Reads everything that still comes, to the end of the connection.
    public func readToEnd(within duration: Duration = patience) throws -> (String, Ending) {
        let deadline = Deadline(in: duration)
        while true {
            if let ending = reading.withLock({ $0.ending }) {
                return (takeUnread(), ending)
            }
            guard takeIn() || socket.wait(for: POLLIN, until: deadline) else {
                throw NotInTime("\(name) reads the end", within: duration, seen: seen)
            }
        }
    }

    /// Everything that has arrived and that nobody has read, without waiting.
    public func takeUnread() -> String {
        while takeIn() {}
        return reading.withLock { reading in
            defer { reading.unread = [] }
            return String(decoding: reading.unread, as: UTF8.self)
        }
    }

    /// How the gateway ended the connection, if it has.
    public var ending: Ending? {
        while takeIn() {}
        return reading.withLock { $0.ending }
    }

    /// Sends `bytes` and reads `count` bytes at the same time, as a pipe through the device does.
    public func exchange(
        _ bytes: [UInt8],
        reading count: Int,
        within duration: Duration
    ) throws -> [UInt8] {
        let deadline = Deadline(in: duration)
        var rest = bytes[...]
        while true {
            let missing = reading.withLock { count - $0.unread.count }
            if rest.isEmpty, missing <= 0 { return try read(count: count) }
            let events = (rest.isEmpty ? 0 : POLLOUT) | (missing > 0 ? POLLIN : 0)
            guard socket.wait(for: events, until: deadline) else {
                let fact = "\(name) exchanges; \(rest.count) bytes unsent, \(missing) unread"
                throw NotInTime(fact, within: duration)
            }
            if !rest.isEmpty { rest = rest.dropFirst(try socket.write(rest)) }
            if missing > 0 { _ = takeIn() }
            if let ending = reading.withLock({ $0.ending }) {
                throw EndedEarly(description: "\(name): \(ending) in the middle of an exchange")
            }
        }
    }

    /// How many bytes that it sent the other side's kernel has not taken yet.
    public var unacknowledgedCount: Int { socket.unacknowledgedCount }

    /// How many bytes have arrived in its kernel that it has not read.
    public var unreadInKernelCount: Int { socket.unreadCount }

    /// Ends its direction (FIN) and goes on reading.
    public func halfClose() { socket.shutdownWriting() }

    /// Closes with a FIN: reads what has arrived first, because the kernel of a client that leaves
    /// something unread sends RST.
    public func close() {
        while takeIn() {}
        socket.close()
    }

    /// Gives the connection to a process of its own, as its stdin, and has it no more. Whatever
    /// `command` does, the connection ends with it.
    public func handOver(to command: [String]) throws -> ChildProcess {
        let process = Bench.current.add(try ChildProcess(command, socket: socket))
        socket.close()
        return process
    }

    /// Resets: RST.
    public func reset() { socket.reset() }

    private var seen: String {
        reading.withLock {
            String(decoding: $0.unread.suffix(2000), as: UTF8.self).debugDescription
        }
    }

    private func readMore(
        _ wanted: String,
        until deadline: Deadline,
        of duration: Duration
    ) throws {
        if takeIn() { return }
        if let ending = reading.withLock({ $0.ending }) {
            throw EndedEarly(description: "\(name): \(ending) before \(wanted); seen: \(seen)")
        }
        guard socket.wait(for: POLLIN, until: deadline) else {
            throw NotInTime("\(name) reads \(wanted)", within: duration, seen: seen)
        }
    }

    /// Takes what has arrived; false if nothing has.
    private func takeIn() -> Bool {
        reading.withLock { reading in
            guard reading.ending == nil else { return false }
            switch socket.receive() {
            case .bytes(let bytes):
                reading.unread += bytes
                reading.count += bytes.count
                return true
            case .nothingYet: return false
            case .fin: reading.ending = .closed
            case .failed(errno: ECONNRESET): reading.ending = .reset
            case .failed(let problem): reading.ending = .failed(errno: problem)
            }
            return false
        }
    }
}

extension LineClient: BenchItem {
    public var testimony: String {
        let (count, ending) = reading.withLock { ($0.count, $0.ending) }
        let state = ending.map { "ended: \($0)" } ?? "not ended by the gateway"
        return "\(name): \(count) bytes read, \(state); unread: \(seen)"
    }

    public func remove() { close() }
}
