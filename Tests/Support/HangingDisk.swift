// A disk that hangs when a test wants it to: writes do not return, and do not fail. It is the
// program's own calls that wait, by a library put in front of the C library's (ld.so(8),
// LD_PRELOAD), which the toolchain's clang makes. They wait for a lock that the test holds, so that
// nothing hangs any more once the test has ended.

import Foundation
import Glibc

/// What a gateway is started with, for its writes and syncs of files to wait while this hangs.
public final class HangingDisk: Sendable {
    private let directory: TemporaryDirectory
    private let gate: Int32

    /// Makes the library; it is on the test's bench from then on.
    public init() throws {
        directory = try TemporaryDirectory()
        gate = open(directory.path("gate"), O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        try SystemCallFailure.check("open \(directory.path("gate"))", gate)
        let source = directory.path("disk.c")
        try Self.source.write(toFile: source, atomically: true, encoding: .utf8)
        let finished = try Program.run(
            ["clang", "-shared", "-fPIC", "-o", directory.path("disk.so"), source]
        )
        guard finished.status == .exited(0) else { throw Unexpected(description: "\(finished)") }
        Bench.current.add(self)
    }

    deinit { close(gate) }

    /// What to start the program with.
    public var prefix: [String] {
        ["env", "LD_PRELOAD=\(directory.path("disk.so"))", "DISK_GATE=\(directory.path("gate"))"]
    }

    /// From now on no write returns.
    public func hang() throws { try SystemCallFailure.check("flock", flock(gate, LOCK_EX)) }

    /// Those that hang go on, and all others.
    public func answer() throws { try SystemCallFailure.check("flock", flock(gate, LOCK_UN)) }

    private static let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <stdlib.h>
        #include <sys/file.h>
        #include <unistd.h>

        static void pass(void) {
            int gate = open(getenv("DISK_GATE"), O_RDONLY | O_CLOEXEC);
            while (gate >= 0 && flock(gate, LOCK_SH) != 0) {}
            close(gate);
        }

        #define IN_FRONT_OF(result, name, parameters, arguments) \\
            result name parameters { \\
                pass(); \\
                return ((result (*) parameters)dlsym(RTLD_NEXT, #name)) arguments; \\
            }

        IN_FRONT_OF(ssize_t, pwrite, (int f, const void *b, size_t n, off_t o), (f, b, n, o))
        IN_FRONT_OF(ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t o), (f, b, n, o))
        IN_FRONT_OF(int, fsync, (int f), (f))
        IN_FRONT_OF(int, fdatasync, (int f), (f))
        """
}

extension HangingDisk: BenchItem {
    public var testimony: String { "" }

    public func remove() { directory.remove() }
}
