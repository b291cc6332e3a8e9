// Who is at the other end of the control socket, as the kernel noted it when the peer connected
// (unix(7), SO_PEERCRED, SO_PEERGROUPS). What it may do is `OperatorRule`'s to say.

import GatewayServer
import Glibc
import NIOCore

/// A process's user and all its groups.
struct ControlPeer: Hashable, Sendable {
    let user: UInt32
    /// The primary one and the others.
    let groups: Set<UInt32>

    init(user: UInt32, groups: Set<UInt32>) {
        self.user = user
        self.groups = groups
    }

    /// SO_PEERGROUPS of asm-generic/socket.h; since Linux 4.13.
    private static let peerGroupsOption: Int32 = 59

    /// Nil where the connection is closed, or is no unix socket.
    static func of(_ channel: any Channel) async -> ControlPeer? {
        try? await channel.eventLoop.submit { channel.descriptor.flatMap(ControlPeer.init) }.get()
    }

    private init?(descriptor: Int32) {
        // struct ucred: pid, uid, gid.
        guard let credentials = Self.option(SO_PEERCRED, of: descriptor, countMax: 3),
            credentials.count == 3,
            let groups = Self.option(
                Self.peerGroupsOption,
                of: descriptor,
                countMax: Int(NGROUPS_MAX)
            )
        else { return nil }
        self.init(user: credentials[1], groups: Set(groups + [credentials[2]]))
    }

    private static func option(
        _ name: Int32,
        of descriptor: Int32,
        countMax: Int
    ) -> [UInt32]? {
        var values = [UInt32](repeating: 0, count: countMax)
        let size = MemoryLayout<UInt32>.size
        var length = socklen_t(countMax * size)
        guard getsockopt(descriptor, SOL_SOCKET, name, &values, &length) == 0 else { return nil }
        return Array(values.prefix(Int(length) / size))
    }
}
