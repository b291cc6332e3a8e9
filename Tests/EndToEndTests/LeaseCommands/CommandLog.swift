// Commands of leases that write down when they begin and end, and wait where a test wants them to:
// a line for each in one file, and a gate.

import GatewayTestSupport

/// Where commands of leases write down that they ran.
struct CommandLog {
    private let directory: TemporaryDirectory
    /// Opened, it lets one command on that waits there.
    let gate: Gate

    init() throws {
        directory = Bench.current.add(try TemporaryDirectory())
        gate = Bench.current.add(try Gate(at: directory.path("gate")))
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
