// A serial port with a board at its other end, made of a pseudoterminal (pty(7)): the gateway opens
// it by a name that outlives it, as /dev/serial/by-id/… does, and the test is the board. The plug
// can be pulled and put back. What a PTY lacks: modem lines, and a count of what is unsent.

import CLinuxTerminal
import Glibc
import Synchronization

/// A cable between a port and a board. The board hears only when the test reads.
public final class SerialCable: Sendable {
    /// The port's name. A link to the port while the cable is plugged in, else nothing.
    public let path: String

    private let directory: TemporaryDirectory

    private struct Board {
        /// The board's end; -1 while the plug is pulled.
        var descriptor: Int32 = -1
        var unread: [UInt8] = []
    }

    private let board = Mutex(Board())

    /// Lays one, plugged in or not; it is on the test's bench from then on.
    public static func lay(plugged: Bool = true) throws -> SerialCable {
        let cable = try SerialCable()
        if plugged { try cable.plugIn() }
        return Bench.current.add(cable)
    }

    private init() throws {
        directory = try TemporaryDirectory()
        path = directory.path("usb-board-port0")
    }

    /// The port for `connect`, with a query behind it such as `?baud=9600`.
    public func url(_ query: String = "") -> String { "serial://\(path)\(query)" }

    /// Puts the plug in: there is a new port under the old name.
    public func plugIn() throws {
        var (near, far): (Int32, Int32) = (-1, -1)
        try SystemCallFailure.check("openpty", openpty(&near, &far, nil, nil, nil))
        defer { Glibc.close(far) }
        for end in [near, far] {
            try SystemCallFailure.check("fcntl", fcntl(end, F_SETFD, FD_CLOEXEC))
        }
        try SystemCallFailure.check("fcntl", fcntl(near, F_SETFL, O_NONBLOCK))
        var name = [CChar](repeating: 0, count: 64)
        guard ttyname_r(far, &name, name.count) == 0 else { throw SystemCallFailure("ttyname_r") }
        let port = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        board.withLock { $0.descriptor = near }
        try SystemCallFailure.check("symlink", symlink(port, path))
    }

    /// Pulls the plug: the port is gone, and its name too.
    public func pull() {
        unlink(path)
        board.withLock { board in
            if board.descriptor >= 0 { Glibc.close(board.descriptor) }
            board = Board()
        }
    }

    /// Waits until somebody has the port open.
    public func waitUntilOpen(within duration: Duration = patience) throws {
        try eventually("\(path) is open", within: duration) { isOpen }
    }

    /// Waits until nobody has the port open.
    public func waitUntilClosed(within duration: Duration = patience) throws {
        try eventually("\(path) is closed", within: duration) { !isOpen }
    }

    /// Whether anybody has the port open: if nobody has, the board's end is hung up.
    public var isOpen: Bool {
        var end = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return end.fd >= 0 && poll(&end, 1, 0) >= 0 && end.revents & Int16(POLLHUP) == 0
    }

    /// The port's mode, as its other end can read it too.
    public func mode() throws -> termios {
        var mode = termios()
        try SystemCallFailure.check("tcgetattr", tcgetattr(descriptor, &mode))
        return mode
    }

    /// The rate that the port has; glibc knows no others than the usual ones.
    public func bitsPerSecond() throws -> Int {
        var mode = linux_terminal_mode()
        let code = linux_terminal_read_mode(descriptor, &mode)
        guard code == 0 else { throw SystemCallFailure("ioctl TCGETS2", errno: code) }
        return Int(mode.bits_per_second)
    }

    private var descriptor: Int32 { board.withLock(\.descriptor) }
}

// MARK: The board

extension SerialCable {
    /// The board says all of it; somebody has to have the port open.
    public func say(_ bytes: [UInt8], within duration: Duration = patience) throws {
        let deadline = Deadline(in: duration)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EAGAIN {
                throw SystemCallFailure("write to the port's other end")
            } else {
                try wait(for: POLLOUT, until: deadline, "the board says its bytes", duration)
            }
        }
    }

    /// The same with a text.
    public func say(_ text: String) throws { try say(Array(text.utf8)) }

    /// The board hears exactly `count` bytes.
    public func hear(count: Int, within duration: Duration = patience) throws -> [UInt8] {
        try hear("\(count) bytes", within: duration) { $0.count >= count ? count : nil }
    }

    /// The board hears up to and with `text`.
    @discardableResult
    public func hear(until text: String, within duration: Duration = patience) throws -> String {
        let wanted = Array(text.utf8)
        let heard = try hear(text.debugDescription, within: duration) { unread in
            unread.firstRange(of: wanted)?.upperBound
        }
        return String(decoding: heard, as: UTF8.self)
    }

    /// What the board has been sent and not heard yet, without waiting.
    public func hearRest() -> [UInt8] {
        while takeIn() {}
        return board.withLock { board in
            defer { board.unread = [] }
            return board.unread
        }
    }

    private func hear(
        _ what: String,
        within duration: Duration,
        _ end: ([UInt8]) -> Int?
    ) throws -> [UInt8] {
        let deadline = Deadline(in: duration)
        while true {
            let found = board.withLock { board -> [UInt8]? in
                guard let end = end(board.unread) else { return nil }
                defer { board.unread.removeFirst(end) }
                return Array(board.unread[..<end])
            }
            if let found { return found }
            if takeIn() { continue }
            try wait(for: POLLIN, until: deadline, "the board hears \(what)", duration)
        }
    }

    private func takeIn() -> Bool {
        board.withLock { board in
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = read(board.descriptor, &bytes, bytes.count)
            if count > 0 { board.unread += bytes.prefix(count) }
            return count > 0
        }
    }

    /// While nobody has the port open its other end is hung up, and poll(2) does not wait.
    private func wait(
        for event: Int32,
        until deadline: Deadline,
        _ fact: String,
        _ duration: Duration
    ) throws {
        guard !deadline.isOver else { throw NotInTime(fact, within: duration, seen: testimony) }
        guard isOpen else { return try waitUntilOpen(within: deadline.remaining) }
        var end = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        poll(&end, 1, deadline.pollMilliseconds)
    }
}

extension SerialCable: BenchItem {
    public var testimony: String {
        let unread = board.withLock(\.unread)
        let text = String(decoding: unread.suffix(500), as: UTF8.self).debugDescription
        return "\(path): \(unread.count) bytes unheard by the board: \(text)"
    }

    public func remove() {
        pull()
        directory.remove()
    }
}
