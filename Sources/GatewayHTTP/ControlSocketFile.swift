// The control socket's place in the file system: its directory, what a dead gateway left there, who
// may connect. NIO takes the socket away when it is closed. What is spoken on it is
// `ControlServer`'s.

import GatewayAPI
import Glibc

/// A path at which a gateway serves.
struct ControlSocketFile: Sendable {
    let path: String

    /// The most bytes that a unix socket's path can have: `sun_path` without its final zero.
    static let pathBytesMax = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    private var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the directory where it is missing, and the way free of a dead gateway's socket. What
    /// it leaves at `path` may be removed: nothing, or a socket that nobody serves.
    func prepare() throws(Problem) {
        guard path.utf8.count <= Self.pathBytesMax else {
            throw unusable("is longer than the \(Self.pathBytesMax) bytes that a socket may have")
        }
        try prepareDirectory()
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw unusable(errno) }
            return
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw unusable("is there already, and is not a socket")
        }
        switch UnixSocket.tryConnecting(to: path) {
        case 0, EAGAIN, EINPROGRESS:
            throw Problem(
                .portInUse,
                "Another gateway serves the control socket \(path).",
                hint: "Stop that one, or give this one another `control` in its configuration."
            )
        case ECONNREFUSED, ENOENT: break
        case let problem: throw unusable(problem)
        }
    }

    /// Lets everybody connect: who may do what goes by the peer's uid.
    func open() throws(Problem) {
        guard chmod(path, 0o666) == 0 else { throw unusable(errno) }
    }

    /// Root's directory is for everybody to look into, a user's own for that user alone. One that
    /// is there already has to be this user's or root's: in a directory of somebody else's, that
    /// one could put another socket in our socket's place.
    private func prepareDirectory() throws(Problem) {
        let isRoot = geteuid() == 0
        let mode: mode_t = isRoot ? 0o755 : 0o700
        if mkdir(directory, mode) == 0 {
            // The umask may have taken away what was asked for.
            guard chmod(directory, mode) == 0 else { throw unusable(errno) }
            return
        }
        guard errno == EEXIST else { throw unusable(errno) }
        var link = stat()
        var target = stat()
        guard lstat(directory, &link) == 0, stat(directory, &target) == 0 else {
            throw unusable(errno)
        }
        guard target.st_mode & S_IFMT == S_IFDIR else {
            throw unusable("is not in a directory")
        }
        let owners = [0, geteuid()]
        guard isRoot || (owners.contains(link.st_uid) && owners.contains(target.st_uid)) else {
            throw unusable("is in a directory that belongs to somebody else")
        }
    }

    private func unusable(_ errorNumber: Int32) -> Problem {
        unusable("cannot be used: \(String(cString: strerror(errorNumber)))")
    }

    private func unusable(_ predicate: String) -> Problem {
        Problem(
            .badConfiguration,
            "The control socket \(path) \(predicate).",
            hint: "Give the gateway another `control` in its configuration."
        )
    }
}
