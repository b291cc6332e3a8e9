// A gate in the way of a program that a test does not run itself: a command of a lease, a program
// that is a device. It waits there until the test opens the gate, and not beyond the test.

import Glibc

/// A named pipe (fifo(7)) of which the test keeps an end, so that nobody waits for one to be there.
public struct Gate: BenchItem {
    /// Where a program reads a line to wait.
    public let path: String
    private let descriptor: Int32

    /// Nobody else has anything at `path`.
    public init(at path: String) throws {
        guard mkfifo(path, 0o600) == 0 else { throw SystemCallFailure("mkfifo") }
        descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemCallFailure("open") }
        self.path = path
    }

    /// What a shell does to wait there.
    public var waiting: String { "read line < \(path)" }

    /// Lets one program on, now or when it comes.
    public func open() throws {
        guard write(descriptor, "\n", 1) == 1 else { throw SystemCallFailure("write") }
    }

    public var testimony: String { "" }

    /// Whoever still waits reads its end.
    public func remove() {
        unlink(path)
        close(descriptor)
    }
}
