// Hotseat with its defaults, but for what the scenario sets. It is the finished program: nothing of
// its sources is used here.

import GatewayTestSupport

/// The gateway of this tree.
struct Hotseat: Contestant {
    /// The path of the executable.
    let program: String

    let name = "hotseat"
    let package: String? = nil

    func files(for site: Site) -> [String: String] {
        var lines = [
            "gateway:",
            "  name: lab1",
            "  state_dir: \(site.directory)/state",
            "  control: \(site.directory)/control.sock",
            "devices:",
            "  board1:",
            "    connect: tcp://\(site.device)",
            "    listen: [\"raw://\(site.gateway)\"]",
            "    dead_peer: \(site.tuning.deadPeerSeconds)s",
        ]
        if let seconds = site.tuning.deviceStallSeconds {
            lines.append("    device_stall: \(seconds)s")
        }
        return ["hotseat.yaml": lines.joined(separator: "\n") + "\n"]
    }

    func command(at site: Site) -> [String]? {
        [program, "serve", "--config", "\(site.directory)/hotseat.yaml"]
    }
}
