// The program's two streams. The standard output carries what was asked for and nothing else; every
// other word goes to the standard error.

import ArgumentParser
import GatewayAPI
import Glibc

/// Where text goes.
enum Output {
    /// Writes to the standard output, whole. A reader that has gone away, as `head` does, ends the
    /// program with success; a disk that is full is a `Problem`.
    static func write(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                var descriptor = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                poll(&descriptor, 1, -1)
            case EPIPE: throw ExitCode.success
            case let problem:
                throw Problem(
                    .failed,
                    "The standard output cannot be written: \(String(cString: strerror(problem)))."
                )
            }
        }
    }

    /// Writes a line to the standard error, as far as it takes it.
    static func note(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "\(String($0).printable)\n" }
            .joined()
        _ = Array(lines.utf8).withUnsafeBytes {
            Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
        }
    }
}
