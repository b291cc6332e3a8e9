// What most tests of this module begin with: a text is read, and either its settings or its faults
// are looked at. Files of the repository are found from here too.

import FoundationEssentials
import GatewayConfiguration

/// A service's user on the host `lab1`, with no directories of the XDG specification.
let lab = Surroundings(userID: 990, hostName: "lab1", home: "/var/lib/hotseat")

/// The settings that a text makes.
func settings(_ text: String, in surroundings: Surroundings = lab) throws -> GatewaySettings {
    try ConfigurationFile.read(text: text, file: "hotseat.yaml", surroundings: surroundings)
}

/// What is wrong with a text, each fault as `LINE:COLUMN: sentence`.
func faults(_ text: String) -> [String] {
    do {
        _ = try ConfigurationFile.read(text: text, file: "hotseat.yaml", surroundings: lab)
        return []
    } catch {
        return error.faults.map { String($0.description.dropFirst("hotseat.yaml:".count)) }
    }
}

/// A file with one device that has nothing wrong with it, and more keys, the first of them on line
/// 5.
func board(_ keys: String...) -> String {
    let lines = [
        "devices:", "  board1:", "    connect: \"demo:\"", "    listen: [\"raw://127.0.0.1:0\"]",
    ]
    return (lines + keys.map { "    \($0)" }).joined(separator: "\n")
}

/// The device of `board(_:)`, as its further keys make it.
func device(_ keys: String...) throws -> DeviceSettings {
    let keys = keys.map { "\n    \($0)" }.joined()
    return try settings(board() + keys).devices[0]
}

/// A file of the repository.
func repositoryFile(_ path: String) throws -> String {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
}

/// How a device may be reached, as a fault names it.
let connectForms = "tcp://HOST:PORT, telnet://HOST:PORT, serial:///PATH or demo:"
