// A program in Python in a process of its own, with the packages that Debian has for it: the
// interpreter is Debian's, because another one that comes first in PATH knows nothing of them. The
// script itself stands in the test, beside what is expected of it.

import Glibc

/// A running script.
public final class PythonProgram: Sendable {
    private let child: ChildProcess

    /// Starts it; it is on the test's bench from then on. What it prints is seen at once.
    public init(_ script: String, _ arguments: String...) throws {
        child = try ChildProcess(
            ["/usr/bin/python3", "-u", "-c", script] + arguments,
            openInput: true
        )
        Bench.current.add(child)
    }

    /// Everything that it has printed so far.
    public var output: String { child.output }

    /// Writes to its stdin.
    public func type(_ text: String) throws { try child.type(text) }

    /// Waits until it has printed `text`.
    public func read(until text: String, within duration: Duration = patience) throws {
        try eventually("the script prints \(text.debugDescription)", within: duration) {
            if output.contains(text) { return true }
            if let status = child.exitStatus, !output.contains(text) {
                throw Unexpected(description: "the script \(status): \(output)\(child.errors)")
            }
            return false
        }
    }

    /// Waits for its end, which must be a success, and returns what it has printed.
    @discardableResult
    public func finish(within duration: Duration = patience) throws -> String {
        let status = try child.waitForExit(within: duration)
        guard status == .exited(0) else {
            throw Unexpected(description: "the script \(status): \(output)\(child.errors)")
        }
        return output
    }
}
