// A gateway with a program as its device, and what is asked of a shell on the other end: its
// answers stand between marks, so that neither the echo nor a prompt is taken for one.

import Foundation
import GatewayTestSupport
import Glibc

/// Whether a process runs: one that has ended and that nobody has waited for does not.
func isRunning(_ pid: pid_t) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let state = stat.suffix(from: stat.lastIndex(of: ")") ?? stat.startIndex).dropFirst(2).first
    else { return false }
    return state != "Z" && state != "X"
}

extension GatewayProcess {
    /// Starts a gateway whose one device, `board1`, is a program.
    static func start(command: [String], keys: [String] = []) throws -> GatewayProcess {
        try GatewayHome([.init(command: command, keys: keys)]).serve()
    }

    /// Starts one whose device is a shell without a prompt, without echo and without jobs.
    static func startShell(keys: [String] = []) throws -> GatewayProcess {
        let script = #"stty -echo; echo ready; while read -r line; do eval "$line"; done"#
        return try start(command: ["sh", "-c", script], keys: keys)
    }

    /// Connects a client that is granted at once, and waits until its shell is ready.
    func shellUser() throws -> LineClient {
        let user = try client()
        try user.readToGrant()
        try user.read(until: "ready\r\n")
        return user
    }
}

extension LineClient {
    /// What a command of the shell on the other end prints, its line ends as `\n`.
    func ask(_ command: String) throws -> String {
        try send("echo '<''<'; \(command); echo '>''>'\n")
        try read(until: "<<\r\n")
        return String(try read(until: ">>\r\n").dropLast(">>".count + 1))
            .replacing("\r\n", with: "\n")
    }

    /// The same as words.
    func words(of command: String) throws -> [String] {
        try ask(command).split { $0 == " " || $0 == "\n" }.map(String.init)
    }
}
