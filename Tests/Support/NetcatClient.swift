// A client in a process of its own, as most users have one: `nc`. It can be killed, paused, and put
// into a network namespace, which a client inside the test's process cannot.

import Glibc

/// A running `nc`, whose stdin stays open until it is told to leave.
public final class NetcatClient: Sendable {
    private let child: ChildProcess

    /// Starts it; it is on the test's bench from then on.
    ///
    /// - Parameter prefix: what to start it with, as `ip netns exec …`.
    public init(to address: TCPAddress, prefix: [String] = []) throws {
        child = try ChildProcess(
            prefix + ["nc", address.host, String(address.port)],
            openInput: true
        )
        Bench.current.add(child)
    }

    /// Everything it has read so far.
    public var output: String { child.output }

    /// Its process id.
    public var pid: pid_t { child.pid }

    /// Types a text.
    public func type(_ text: String) throws { try child.type(text) }

    /// Waits until it has read `text`.
    public func read(until text: String, within duration: Duration = patience) throws {
        do {
            try eventually("nc reads it", within: duration) { output.contains(text) }
        } catch is NotInTime {
            let fact = "nc reads \(text.debugDescription)"
            throw NotInTime(fact, within: duration, seen: output.debugDescription)
        }
    }

    /// Pauses it (SIGSTOP): it reads nothing from now on, and its kernel answers for it.
    public func pause() { child.signal(SIGSTOP) }

    /// Lets it go on after ``pause()`` (SIGCONT).
    public func resume() { child.signal(SIGCONT) }

    /// Kills it (SIGKILL), paused or not.
    public func kill() { child.signal(SIGKILL) }

    /// How many bytes of its connection to `address` have arrived in its kernel that it has not
    /// read: the receive queue of its socket, by ss(8).
    public func unreadInKernelCount(of address: TCPAddress) throws -> Int {
        let sockets = try Program.run(["ss", "-Htnp", "dst", "\(address)"]).output
        let line = sockets.split(separator: "\n").first { $0.contains("pid=\(pid),") }
        return line.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
    }
}
