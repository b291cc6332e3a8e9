// Socket options that NIO has no name for, set straight on the descriptor. A refusal counts for
// who knows a second way; else it means that the socket is gone, which its channel says by itself.

import Glibc

enum SocketOption {
    /// Returns whether the kernel took it.
    @discardableResult
    static func set<Value: BitwiseCopyable>(
        _ descriptor: Int32,
        _ level: Int32,
        _ name: Int32,
        _ value: Value
    ) -> Bool {
        withUnsafeBytes(of: value) { bytes in
            setsockopt(descriptor, level, name, bytes.baseAddress, socklen_t(bytes.count)) == 0
        }
    }

    /// Leaves a byte that is sent as urgent where it was sent (socket(7), SO_OOBINLINE); on a
    /// listener, of every connection that it accepts.
    static func keepUrgentBytesInLine(_ descriptor: Int32) {
        set(descriptor, SOL_SOCKET, SO_OOBINLINE, Int32(1))
    }

    /// Sends an acknowledgement that is due now, and the next ones without delay for a while
    /// (tcp(7), TCP_QUICKACK).
    static func acknowledgeNow(_ descriptor: Int32) {
        set(descriptor, Int32(IPPROTO_TCP), TCP_QUICKACK, Int32(1))
    }

    /// Makes the next close an RST that withdraws what is not acknowledged (socket(7), SO_LINGER
    /// 0).
    static func resetOnClose(_ descriptor: Int32) {
        set(descriptor, SOL_SOCKET, SO_LINGER, linger(l_onoff: 1, l_linger: 0))
    }

    /// Sends an RST now, ahead of the close: dissolves the connection (connect(2), AF_UNSPEC), and
    /// withdraws what is not acknowledged.
    static func resetNow(_ descriptor: Int32) {
        var nobody = sockaddr()
        nobody.sa_family = sa_family_t(AF_UNSPEC)
        _ = connect(descriptor, &nobody, socklen_t(MemoryLayout<sockaddr>.size))
    }

    /// Makes the next close a FIN behind what was sent, as it is by default.
    static func finishOnClose(_ descriptor: Int32) {
        set(descriptor, SOL_SOCKET, SO_LINGER, linger(l_onoff: 0, l_linger: 0))
    }
}
