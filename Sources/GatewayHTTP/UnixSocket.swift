// Whether somebody serves a unix socket: the only way to know is to connect. Serving one is
// `ControlServer`'s.

import Glibc

enum UnixSocket {
    /// Connects to `path` and hangs up. Returns 0, or the error number of connect(2): ECONNREFUSED
    /// where nobody listens, EAGAIN where somebody does whose backlog is full. Does not block.
    static func tryConnecting(to path: String) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 ? 0 : errno
    }
}
