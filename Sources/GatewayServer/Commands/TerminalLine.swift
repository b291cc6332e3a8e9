// A pseudoterminal, and the bytes between it and a socket of the gateway's event loop. A thread
// passes them, and not the loop itself: NIO stops the process where a terminal that was closed by
// its program is open again when NIO reads its end. Who is on the terminal is `CommandProcess`;
// what the loop does with the other end, `CommandDeviceLink`.

import CLinuxProcess
import Glibc
import Synchronization
import Telnet

/// One terminal, and the thread's end of the socket that speaks for it.
final class TerminalLine: Sendable {
    /// Why bytes no longer pass.
    private enum Outcome {
        /// The command has ended.
        case ended
        /// The loop has closed its end, or the terminal cannot be used any more.
        case hungUp
    }

    private struct Passing {
        /// Nothing that the loop has sent goes to the terminal any more.
        var isHungUp = false
        var isClosed = false
        /// How many bytes the terminal has taken.
        var takenByteCount: Int64 = 0
    }

    /// What the terminal may hold at the end of its command is less (tty_buffer.c: 64 KiB); whoever
    /// left the command's process group could go on for ever.
    private static let lastWordsByteCountMax = 256 * 1_024
    /// Small, so that few bytes of a dead client are on their way when it goes.
    private static let sendBufferByteCount: Int32 = 32 * 1_024

    /// Where programs open it: `/dev/pts/7`.
    let path: String
    private let leader: Int32
    /// The side of programs, held open: the terminal is there as long as its command is, whoever
    /// closes it, and also when it is hung up (vhangup(2), as by login(1)) and opened again.
    private let follower: Int32
    private let socket: Int32
    private let passing: Mutex<Passing>

    private init(path: String, leader: Int32, follower: Int32, socket: Int32) {
        self.path = path
        self.leader = leader
        self.follower = follower
        self.socket = socket
        passing = Mutex(Passing())
    }

    /// Opens a terminal of that size, and the loop's end of its socket, which is the caller's.
    static func open(
        _ window: WindowSize?
    ) throws(CommandOrder.StartFailure) -> (line: TerminalLine, descriptor: Int32) {
        var (leader, follower): (Int32, Int32) = (-1, -1)
        var path = [CChar](repeating: 0, count: Int(LINUX_TERMINAL_PATH_LENGTH))
        var problem = linux_terminal_open(&leader, &follower, &path)
        guard problem == 0 else { throw .init(errnoCode: problem) }
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            problem = errno
            Glibc.close(leader)
            Glibc.close(follower)
            throw .init(errnoCode: problem)
        }
        for end in ends { SocketOption.set(end, SOL_SOCKET, SO_SNDBUF, sendBufferByteCount) }
        let line = TerminalLine(
            path: String(decoding: path.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self),
            leader: leader,
            follower: follower,
            socket: ends[0]
        )
        if let window { line.resize(to: window) }
        return (line, ends[1])
    }

    /// How many bytes the terminal has taken.
    var takenByteCount: Int64 { passing.withLock(\.takenByteCount) }

    /// Programs on it get SIGWINCH if that is another size.
    func resize(to window: WindowSize) {
        passing.withLock { passing in
            guard !passing.isClosed else { return }
            _ = linux_terminal_resize(leader, window.columns, window.rows)
        }
    }

    /// From now on no byte reaches the terminal; whatever is on its way is withdrawn.
    func hangUp() { passing.withLock { $0.isHungUp = true } }
}

// MARK: For the command's thread

extension TerminalLine {
    /// Passes bytes both ways until the command has ended, and then all that it has printed before.
    /// Returns how it ended; the terminal is closed by then.
    func run(_ process: CommandProcess) -> CommandEnd {
        var toLoop = ByteChunk()
        switch pass(until: process.endDescriptor, &toLoop) {
        case .ended:
            let end = process.reap()
            passLastWords(&toLoop)
            close()
            return end
        case .hungUp:
            // The kernel sends SIGHUP to whom the terminal belongs, and its programs read its end.
            close()
            return process.reap()
        }
    }

    /// A terminal on which no command could be started.
    func close() {
        passing.withLock { passing in
            passing.isHungUp = true
            passing.isClosed = true
            Glibc.close(leader)
            Glibc.close(follower)
        }
        Glibc.close(socket)
    }

    private func pass(until endDescriptor: Int32, _ toLoop: inout ByteChunk) -> Outcome {
        var toTerminal = ByteChunk()
        while true {
            var ready = [
                pollfd(fd: endDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: socket, events: Self.wanted(toTerminal, toLoop), revents: 0),
                pollfd(fd: leader, events: Self.wanted(toLoop, toTerminal), revents: 0),
            ]
            if poll(&ready, nfds_t(ready.count), -1) < 0 {
                if errno == EINTR { continue }
                return .hungUp
            }
            if ready[0].revents != 0 { return .ended }
            if ready[1].has(POLLHUP | POLLERR) { return .hungUp }
            if ready[1].has(POLLIN), !receive(&toTerminal) { return .hungUp }
            if ready[2].has(POLLIN) { readTerminal(&toLoop) }
            if ready[2].has(POLLHUP | POLLERR) { return .hungUp }
            if !toTerminal.isEmpty { writeTerminal(&toTerminal) }
            if !toLoop.isEmpty, !send(&toLoop) { return .hungUp }
        }
    }

    /// What to wait for at the side that fills `incoming` and takes `outgoing`.
    private static func wanted(_ incoming: ByteChunk, _ outgoing: ByteChunk) -> Int16 {
        Int16((incoming.isEmpty ? POLLIN : 0) | (outgoing.isEmpty ? 0 : POLLOUT))
    }

    /// A read of the terminal that finds nothing has waited for what the kernel has on its way
    /// (n_tty_read), and whoever could still print has been killed: then that is all.
    private func passLastWords(_ toLoop: inout ByteChunk) {
        var byteCount = 0
        while byteCount < Self.lastWordsByteCountMax {
            if toLoop.isEmpty {
                let count = readTerminal(&toLoop)
                guard count > 0 else { return }
                byteCount += count
            }
            guard send(&toLoop) else { return }
            if !toLoop.isEmpty {
                var ready = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
                if ready.has(POLLHUP | POLLERR) { return }
            }
        }
    }

    @discardableResult
    private func readTerminal(_ chunk: inout ByteChunk) -> Int {
        chunk.fill { read(leader, $0.baseAddress, $0.count) }
    }

    /// False: the loop has closed its end.
    private func receive(_ chunk: inout ByteChunk) -> Bool {
        let count = chunk.fill { bytes in
            recv(socket, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT))
        }
        return count > 0 || (count < 0 && [EAGAIN, EINTR].contains(errno))
    }

    /// False: the loop has closed its end.
    private func send(_ chunk: inout ByteChunk) -> Bool {
        let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
        let count = chunk.take { Glibc.send(socket, $0.baseAddress, $0.count, flags) }
        return count >= 0 || [EAGAIN, EINTR].contains(errno)
    }

    private func writeTerminal(_ chunk: inout ByteChunk) {
        passing.withLock { passing in
            guard !passing.isHungUp else { return chunk.clear() }
            let count = chunk.take { write(leader, $0.baseAddress, $0.count) }
            if count > 0 {
                passing.takenByteCount += Int64(count)
            } else if ![EAGAIN, EINTR].contains(errno) {
                // Nobody has the terminal open at this moment: it is said to nobody.
                chunk.clear()
            }
        }
    }
}

extension pollfd {
    fileprivate func has(_ events: Int32) -> Bool { revents & Int16(events) != 0 }
}
