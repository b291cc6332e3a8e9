// Finds the programs that the tests start: those of the system, and the gateway that was built
// together with the tests.

import Foundation
import Glibc

/// Where programs are.
public enum Program {
    /// The absolute path of a program: looked for in PATH, then where Debian keeps the
    /// administrator's tools, which are not in everybody's PATH.
    public static func path(of name: String) throws -> String {
        guard !name.contains("/") else { return name }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        for directory in path.components(separatedBy: ":") + ["/usr/sbin", "/sbin"] {
            let candidate = "\(directory)/\(name)"
            if access(candidate, X_OK) == 0 { return candidate }
        }
        throw SystemCallFailure("look for the program \(name)", errno: ENOENT)
    }

    /// The gateway's executable, beside the running test bundle.
    public static var hotseat: String {
        get throws {
            let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let path = URL(filePath: own).deletingLastPathComponent().appending(path: "hotseat")
                .path
            guard access(path, X_OK) == 0 else {
                throw SystemCallFailure("start \(path): build the target hotseat", errno: errno)
            }
            return path
        }
    }

    /// Runs a program to its end and returns what it printed and how it ended.
    public static func run(
        _ command: [String],
        environment: [String: String?] = [:],
        within duration: Duration = patience
    ) throws -> Finished {
        let child = try ChildProcess(command, environment: environment)
        defer { child.remove() }
        let status = try child.waitForExit(within: duration)
        return Finished(
            commandLine: child.commandLine,
            status: status,
            output: child.output,
            errors: child.errors
        )
    }

    /// A program that ran to its end.
    public struct Finished: Sendable, CustomStringConvertible {
        /// What was started.
        public let commandLine: String
        /// How it ended.
        public let status: ProcessEnd
        /// What it printed to stdout.
        public let output: String
        /// What it printed to stderr.
        public let errors: String

        public var description: String {
            "`\(commandLine)` \(status)\nstdout: \(output)\nstderr: \(errors)"
        }
    }
}
