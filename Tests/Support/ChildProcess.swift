// A program that a test starts: the gateway, a verb, nc, ip. Started by posix_spawn(3), because a
// child must inherit no socket of this process (a copy of one would hold its FIN back) and no
// ignored SIGPIPE. What it prints goes to files, so that nobody has to read for it to go on.

import Foundation
import GNUExtensions
import Glibc
import Synchronization

/// A running or ended child process. Killed at the end of the test if it still runs.
public final class ChildProcess: Sendable {
    /// Its process id; only signals sent through this type are safe after it ended.
    public let pid: pid_t
    /// The command line, for failures.
    public let commandLine: String

    private let directory: TemporaryDirectory
    private let end = Mutex<ProcessEnd?>(nil)
    private let input: Mutex<Int32>

    /// Starts `command[0]`, looked for in PATH and in the system's sbin directories.
    ///
    /// - Parameters:
    ///   - environment: changes to this process's own; nil takes a variable away.
    ///   - openInput: whether its stdin is a pipe held open until ``closeInput()``; else /dev/null.
    public convenience init(
        _ command: [String],
        environment: [String: String?] = [:],
        openInput: Bool = false
    ) throws {
        try self.init(command, environment: environment, openInput: openInput, socket: nil)
    }

    /// The same, with `socket` as its stdin if that is given.
    init(
        _ command: [String],
        environment: [String: String?] = [:],
        openInput: Bool = false,
        socket: StreamSocket?
    ) throws {
        commandLine = command.joined(separator: " ")
        directory = try TemporaryDirectory()
        var ends: [Int32] = [-1, -1]
        if openInput { try SystemCallFailure.check("pipe2", pipe2(&ends, O_CLOEXEC)) }
        defer { if ends[0] >= 0 { Glibc.close(ends[0]) } }
        input = Mutex(ends[1])
        pid = try Self.spawn(
            command,
            environment: ProcessInfo.processInfo.environment
                .merging(environment.compactMapValues { $0 }) { $1 }
                .filter { environment[$0.key, default: $0.value] != nil },
            input: openInput ? ends[0] : socket?.fd,
            output: directory.path("stdout"),
            errors: directory.path("stderr")
        )
    }

    /// What it has printed to stdout so far.
    public var output: String { directory.text("stdout") }

    /// The same as bytes.
    public var outputBytes: [UInt8] { directory.bytes("stdout") }

    /// What it has printed to stderr so far.
    public var errors: String { directory.text("stderr") }

    /// How it ended; nil while it runs.
    public var exitStatus: ProcessEnd? {
        end.withLock { end in
            if end == nil {
                var status: Int32 = 0
                if waitpid(pid, &status, WNOHANG) == pid { end = ProcessEnd(waitStatus: status) }
            }
            return end
        }
    }

    /// Waits for its end.
    public func waitForExit(within duration: Duration = patience) throws -> ProcessEnd {
        do {
            return try eventually("the end of `\(commandLine)`", within: duration) { exitStatus }
        } catch is NotInTime {
            throw NotInTime(
                "the end of `\(commandLine)`",
                within: duration,
                seen: output + errors
            )
        }
    }

    /// Sends a signal, unless it has ended.
    public func signal(_ number: Int32) {
        guard exitStatus == nil else { return }
        end.withLock { if $0 == nil { kill(pid, number) } }
    }

    /// Writes to its stdin, which must have been opened, in one go.
    public func type(_ text: String) throws {
        let bytes = Array(text.utf8)
        try input.withLock { descriptor in
            guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
                throw SystemCallFailure("write to `\(commandLine)`")
            }
        }
    }

    /// Closes its stdin.
    public func closeInput() {
        input.withLock { descriptor in
            if descriptor >= 0 { Glibc.close(descriptor) }
            descriptor = -1
        }
    }

    /// Kills it if it still runs, and takes its files away.
    public func remove() {
        closeInput()
        signal(SIGKILL)
        _ = try? waitForExit()
        directory.remove()
    }

    private static func spawn(
        _ command: [String],
        environment: [String: String],
        input: Int32?,
        output: String,
        errors: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        let create = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, 1, output, create, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, create, 0o600)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
        )

        let arguments = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var pid: pid_t = 0
        let problem = posix_spawn(
            &pid,
            try Program.path(of: command[0]),
            &actions,
            &attributes,
            arguments,
            variables
        )
        guard problem == 0 else { throw SystemCallFailure("start \(command[0])", errno: problem) }
        return pid
    }
}

extension ChildProcess: BenchItem {
    public var testimony: String {
        "`\(commandLine)` (pid \(pid), \(exitStatus?.description ?? "running"))\n\(output)\(errors)"
    }
}
