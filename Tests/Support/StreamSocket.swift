// One stream socket, plainly: non-blocking, never inherited by a child, never a SIGPIPE, and every
// wait by poll(2) with a deadline. What is said over it is up to LineClient and FakeDevice.

import GNUExtensions
import Glibc
import Synchronization

/// A TCP or unix stream socket that is closed once, by whoever comes first.
public final class StreamSocket: Sendable {
    private let descriptor: Mutex<Int32>
    /// Whether RST came right behind the handshake, before anybody could read.
    private let wasReset = Mutex(false)

    init(descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
    }

    deinit { close() }

    /// How one read ended.
    enum Arrival {
        case bytes([UInt8])
        case nothingYet
        case fin
        case failed(errno: Int32)
    }

    static func make(_ family: Int32) throws -> StreamSocket {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        return StreamSocket(
            descriptor: try SystemCallFailure.check(
                "socket",
                socket(family, type | Int32(SOCK_NONBLOCK.rawValue), Int32(IPPROTO_TCP))
            )
        )
    }

    /// Sees the IPv4 packets of TCP that come in, headers and all (raw(7)).
    static func rawTCP() throws -> StreamSocket {
        let type = Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        return StreamSocket(
            descriptor: try SystemCallFailure.check(
                "raw socket",
                socket(AF_INET, type | Int32(SOCK_NONBLOCK.rawValue), Int32(IPPROTO_TCP))
            )
        )
    }

    /// A socket that is bound, and listens only when told to.
    static func bound(to address: TCPAddress) throws -> StreamSocket {
        let socket = try make(address.family)
        socket.set(SO_REUSEADDR, to: 1)
        try socket.bind(to: address)
        return socket
    }

    /// The same on any port of `host`. The port is named in a second bind, because the kernel takes
    /// back one that it chose itself as soon as nobody listens; somebody else may be faster, so
    /// another port is tried then.
    static func bound(toAnyPortOf host: String) throws -> StreamSocket {
        for _ in 1..<20 {
            let scout = try bound(to: TCPAddress(host: host, port: 0))
            guard let chosen = scout.localAddress else { throw SystemCallFailure("getsockname") }
            scout.close()
            if let socket = try? bound(to: chosen) { return socket }
        }
        throw SystemCallFailure("bind to a port of \(host), 19 times", errno: EADDRINUSE)
    }

    /// A connection to `address`, made within `duration`, from `source` if that is given.
    static func connected(
        to address: TCPAddress,
        from source: String? = nil,
        receiveBufferBytes: Int32? = nil,
        within duration: Duration
    ) throws -> StreamSocket {
        let socket = try make(address.family)
        if let receiveBufferBytes { socket.set(SO_RCVBUF, to: receiveBufferBytes) }
        if let source { try socket.bind(to: TCPAddress(host: source, port: 0)) }
        let result = try address.withSockaddr { Glibc.connect(socket.fd, $0, $1) }
        if result < 0, errno != EINPROGRESS { throw SystemCallFailure("connect to \(address)") }
        guard socket.wait(for: POLLOUT, until: Deadline(in: duration)) else {
            throw NotInTime("connect to \(address)", within: duration)
        }
        switch socket.pendingError {
        case 0: break
        case ECONNRESET: socket.wasReset.withLock { $0 = true }
        case let problem: throw SystemCallFailure("connect to \(address)", errno: problem)
        }
        return socket
    }

    /// The file descriptor, or -1 once it is closed.
    var fd: Int32 { descriptor.withLock { $0 } }

    var localAddress: TCPAddress? {
        TCPAddress.read { getsockname(fd, $0, $1) }
    }

    /// The error that the kernel keeps for this socket; reading it clears it.
    var pendingError: Int32 {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(fd, SOL_SOCKET, SO_ERROR, &value, &length)
        return value
    }

    func set(_ option: Int32, to value: Int32, of level: Int32 = SOL_SOCKET) {
        var value = value
        setsockopt(fd, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Lets only these packets in from now on; with nil, all.
    func filter(_ filter: PacketFilter?) {
        if let filter { filter.attach(to: fd) } else { PacketFilter.detach(from: fd) }
    }

    /// Has the kernel find out by itself that the peer has vanished, within `seconds` (tcp(7)).
    func keepAlive(seconds: Int32) {
        set(TCP_KEEPIDLE, to: seconds - 1, of: Int32(IPPROTO_TCP))
        set(TCP_KEEPINTVL, to: 1, of: Int32(IPPROTO_TCP))
        set(TCP_KEEPCNT, to: 1, of: Int32(IPPROTO_TCP))
        set(SO_KEEPALIVE, to: 1)
    }

    /// How many bytes the peer has not acknowledged yet, the unsent ones included (tcp(7),
    /// SIOCOUTQ).
    var unacknowledgedCount: Int {
        var count: Int32 = 0
        return ioctl(fd, UInt(TIOCOUTQ), &count) < 0 ? 0 : Int(count)
    }

    /// How many bytes have arrived that nobody has read (tcp(7), SIOCINQ).
    var unreadCount: Int {
        var count: Int32 = 0
        return ioctl(fd, UInt(FIONREAD), &count) < 0 ? 0 : Int(count)
    }

    func bind(to address: TCPAddress) throws {
        try SystemCallFailure.check(
            "bind to \(address)",
            try address.withSockaddr { Glibc.bind(fd, $0, $1) }
        )
    }

    func listen() throws {
        try SystemCallFailure.check("listen", Glibc.listen(fd, 16))
    }

    /// Stops listening and keeps the port: a SYN is answered RST from now on (Linux: a listener
    /// shut down for reading goes back to bound).
    func stopListening() {
        shutdown(fd, Int32(SHUT_RD))
    }

    func accept() -> (socket: StreamSocket, peer: TCPAddress?)? {
        var accepted: Int32 = -1
        let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let peer = TCPAddress.read {
            accepted = accept4(fd, $0, $1, flags)
            return accepted
        }
        return accepted < 0 ? nil : (StreamSocket(descriptor: accepted), peer)
    }

    /// Reads what is there, at most `countMax` bytes, without waiting.
    func receive(countMax: Int = 65_536) -> Arrival {
        var count = 0
        var problem: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: countMax) { buffer, initialized in
            count = recv(fd, buffer.baseAddress, countMax, Int32(MSG_DONTWAIT))
            problem = errno
            initialized = max(0, count)
        }
        if count > 0 { return .bytes(bytes) }
        if wasReset.withLock({ $0 }) { return .failed(errno: ECONNRESET) }
        if count == 0 { return .fin }
        return problem == EAGAIN || problem == EINTR ? .nothingYet : .failed(errno: problem)
    }

    /// Writes what the kernel takes, without waiting: how many bytes, 0 if none now.
    func write(_ bytes: ArraySlice<UInt8>) throws -> Int {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let count = bytes.withUnsafeBytes {
            send(fd, $0.baseAddress, $0.count, flags)
        }
        if count >= 0 { return count }
        guard errno == EAGAIN || errno == EINTR else { throw SystemCallFailure("send") }
        return 0
    }

    /// Waits for `events`, or for an error or a hang-up; false when the deadline came first.
    func wait(for events: Int32, until deadline: Deadline) -> Bool {
        var entry = pollfd(fd: fd, events: Int16(events), revents: 0)
        while poll(&entry, 1, deadline.pollMilliseconds) <= 0 {
            if deadline.isOver { return false }
        }
        return true
    }

    /// Ends our direction: FIN after what was written.
    func shutdownWriting() {
        shutdown(fd, Int32(SHUT_WR))
    }

    /// Closes it so that the peer gets RST and nothing that was still unsent (SO_LINGER 0).
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    /// Forgets the connection: no FIN, no RST, as if the power had failed. It needs CAP_NET_ADMIN
    /// (TCP_REPAIR, of which a socket is closed in silence); false without it.
    func forget() -> Bool {
        var on: Int32 = 1
        let length = socklen_t(MemoryLayout<Int32>.size)
        guard setsockopt(fd, Int32(IPPROTO_TCP), TCP_REPAIR, &on, length) == 0 else { return false }
        close()
        return true
    }

    func close() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { _ = Glibc.close(descriptor) }
            descriptor = -1
        }
    }
}
