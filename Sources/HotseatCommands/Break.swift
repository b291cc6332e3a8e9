// `hotseat break`: a serial break to a device, from outside of the session that has it. Whether its
// link knows any is each kind's own.

import ArgumentParser
import GatewayClient

struct Break: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send a device a serial break.",
        discussion: """
            It goes over the link that is open: a raw connection has no byte that could mean it. \
            For operators, and for the user who has the device.
            """
    )

    @Argument(help: "The device.")
    var device: String

    @OptionGroup var gateway: GatewayOptions

    func run() async throws {
        let sent = try await gateway.withGateway { try await $0.sendBreak(to: device) }
        let session = sent.session.map { " in session \($0)" } ?? ""
        Output.note("\(sent.device) was sent a break\(session).")
    }
}
