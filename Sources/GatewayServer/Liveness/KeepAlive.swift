// The three numbers of the kernel's keep-alive (tcp(7)), for one socket. Which numbers follow from
// `dead_peer` is said in `LivenessTimes`.

import Glibc

/// How often a silent peer is asked, and how often in vain until the kernel gives it up.
struct KeepAlive: Equatable {
    /// TCP_KEEPIDLE, in seconds: silence before the first probe.
    let idleSeconds: Int32
    /// TCP_KEEPINTVL, in seconds: from one probe to the next.
    let intervalSeconds: Int32
    /// TCP_KEEPCNT.
    let probeCount: Int32

    var idle: Duration { .seconds(Int64(idleSeconds)) }

    var interval: Duration { .seconds(Int64(intervalSeconds)) }

    /// From the last sign of life of an idle peer to the kernel's verdict.
    var verdict: Duration { .seconds(Int64(idleSeconds) + Int64(intervalSeconds * probeCount)) }

    /// Sets it on a socket; on a listener, for every connection that it accepts (Linux hands these
    /// options down).
    func apply(to descriptor: Int32) {
        SocketOption.set(descriptor, SOL_SOCKET, SO_KEEPALIVE, Int32(1))
        SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPIDLE, idleSeconds)
        SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPINTVL, intervalSeconds)
        SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPCNT, probeCount)
    }
}
