// A real program on a terminal of its own, as a person has it: script(1) gives it the PTY, and the
// test types and reads through pipes. Programs without a terminal are `ChildProcess`.

import Glibc

/// A program on a PTY.
public final class TerminalProgram: Sendable {
    private let child: ChildProcess

    /// Starts it; it is on the test's bench from then on.
    ///
    /// - Parameters:
    ///   - command: A line for sh(1).
    ///   - columns: The width of the terminal, and `rows` its height, in characters.
    ///   - type: What TERM says.
    ///   - prefix: What to start it with, as `ip netns exec …`.
    public init(
        _ command: String,
        columns: Int = 80,
        rows: Int = 24,
        type: String = "xterm",
        prefix: [String] = []
    ) throws {
        let line = "stty cols \(columns) rows \(rows); TERM=\(type) exec \(command)"
        child = try ChildProcess(
            prefix + ["script", "--quiet", "--flush", "--return", "--command", line, "/dev/null"],
            openInput: true
        )
        Bench.current.add(child)
    }

    /// `telnet` to an address.
    public static func telnet(
        to address: TCPAddress,
        columns: Int = 80,
        rows: Int = 24,
        type: String = "xterm",
        prefix: [String] = []
    ) throws -> TerminalProgram {
        try TerminalProgram(
            "telnet \(address.host) \(address.port)",
            columns: columns,
            rows: rows,
            type: type,
            prefix: prefix
        )
    }

    /// Everything that its terminal has shown so far.
    public var screen: String { child.output }

    /// Types a text as it is; Enter is `\r`.
    public func type(_ text: String) throws { try child.type(text) }

    /// Gives `telnet` itself an order, as people do behind Ctrl-].
    public func order(_ text: String) throws {
        let prompts = screen.ranges(of: "telnet> ").count
        try type("\u{1D}")
        try eventually("telnet asks what to do") {
            screen.ranges(of: "telnet> ").count > prompts
        }
        try type(text + "\r")
    }

    /// Waits until its terminal has shown `text`.
    public func read(until text: String, within duration: Duration = patience) throws {
        do {
            try eventually("it is shown", within: duration) { screen.contains(text) }
        } catch is NotInTime {
            throw NotInTime("\(text.debugDescription)", within: duration, seen: screen)
        }
    }

    /// Waits for its end.
    public func waitForExit(within duration: Duration = patience) throws -> ProcessEnd {
        try child.waitForExit(within: duration)
    }

    /// Kills it (SIGKILL).
    public func kill() { child.signal(SIGKILL) }
}
