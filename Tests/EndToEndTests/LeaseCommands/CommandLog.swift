// Commands of leases that write down when they begin and end, and wait where a test wants them to:
// a line for each in one file, and a gate that is opened by a file.

import Foundation
import GatewayTestSupport

/// Where commands of leases write down that they ran.
struct CommandLog {
    private let directory: TemporaryDirectory

    init() throws {
        directory = Bench.current.add(try TemporaryDirectory())
    }

    /// The keys of a device whose leases have both commands.
    func keys(acquire: String = ":", release: String = ":") -> [String] {
        [key("on_acquire_command", acquire), key("on_release_command", release)]
    }

    /// A key whose command writes down its kind, does something, and writes that down.
    func key(_ name: String, _ script: String) -> String {
        let kind = name.split(separator: "_")[1]
        let words = "\(kind) $HOTSEAT_LEASE"
        let command = "echo begin \(words) >> \(path); \(script); echo end \(words) >> \(path)"
        return "\(name): \(GatewayHome.Device.list(["sh", "-c", command]))"
    }

    /// What waits until the gate of this name is opened.
    func wait(at gate: String) -> String {
        "mkfifo \(directory.path(gate)); read line < \(directory.path(gate))"
    }

    /// Opens a gate that a command waits at.
    func open(_ gate: String) throws {
        let path = directory.path(gate)
        try eventually("a command waits at \(gate)") {
            FileManager.default.fileExists(atPath: path)
        }
        let opened = try Program.run(["sh", "-c", "echo > \(path)"])
        guard opened.status == .exited(0) else { throw Unexpected(description: "\(opened)") }
    }

    /// Where they write it down.
    var path: String { directory.path("log") }

    /// What they have written down.
    var lines: [String] { directory.text("log").split(separator: "\n").map(String.init) }

    /// Waits until so many lines are there, and returns all.
    func lines(_ count: Int) throws -> [String] {
        try eventually("\(count) lines of commands") {
            let lines = lines
            return lines.count >= count ? lines : nil
        }
    }
}
