// One gateway a state directory: a lock that is taken before anything in it is touched, and that
// the kernel releases when the process ends, however it ends.

import GatewayAPI
import Glibc

/// The lock on a state directory, held as long as this value lives.
public final class StateDirectoryLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// A child process that is just being started has a copy of the descriptor until its execve(2):
    /// closing alone would leave the directory locked for as long (flock(2)).
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Makes the directory where it is missing, and locks it (flock(2)). Throws a `Problem` that
    /// names the process that has it, or says what is wrong with the directory.
    public static func take(_ stateDirectory: String) throws -> StateDirectoryLock {
        try makeDirectory(stateDirectory)
        let path = stateDirectory + "/lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw unusable(stateDirectory, errno) }
        let lock = StateDirectoryLock(descriptor: descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Problem(
                .stateDirectoryInUse,
                "the state directory \(stateDirectory) is in use by another gateway"
                    + " (pid \(holderOf(descriptor)))",
                hint: "stop that gateway, or give this one a state_dir of its own"
            )
        }
        let pid = "\(getpid())\n"
        guard ftruncate(descriptor, 0) == 0,
            pwrite(descriptor, pid, pid.utf8.count, 0) == pid.utf8.count
        else { throw unusable(stateDirectory, errno) }
        return lock
    }

    private static func holderOf(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let length = pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, length)).prefix { (48...57).contains($0) }
        return digits.isEmpty ? "unknown" : String(decoding: digits, as: UTF8.self)
    }

    private static func makeDirectory(_ path: String) throws {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            if mkdir(made, 0o750) != 0, errno != EEXIST { throw unusable(path, errno) }
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw unusable(path, errno) }
    }

    private static func unusable(_ path: String, _ code: Int32) -> Problem {
        Problem(
            .stateDirectoryUnusable,
            "the state directory \(path) cannot be used: \(String(cString: strerror(code)))",
            hint: "it must be a directory that this user may write; set state_dir or --state-dir"
        )
    }
}
