// `hotseat check`: says what is wrong with a configuration file, and touches nothing. What can be
// wrong with one is GatewayConfiguration's; what is printed of it, and the exit status,
// `Hotseat`'s.

import ArgumentParser
import GatewayConfiguration
import GatewayServer

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is wrong with a configuration file, and touch nothing.",
        discussion: "Each fault is a line, FILE:LINE:COLUMN: sentence. The exit status is 0 or 78."
    )

    @Option(help: ArgumentHelp("The file.", valueName: "file"))
    var config = ConfigurationFile.defaultPath

    func run() throws {
        let settings = try ConfigurationFile.read(path: config, surroundings: .present)
        try ServerCertificates().load(settings.tls)
        let count = settings.devices.count
        try Output.write("\(config): good, \(count) \(count == 1 ? "device" : "devices")\n")
    }
}
