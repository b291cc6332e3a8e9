// `hotseat drain`: takes a device out of service without cutting whoever has it. The way back is
// `Resume`; what a state means is `DeviceState`'s.

import ArgumentParser
import GatewayClient

struct Drain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a device out of service.",
        discussion: """
            Whoever has it stays; those in line are ended, and arrivals are refused, until \
            `hotseat resume`. It outlives a restart of the gateway. For operators alone.
            """
    )

    @Argument(help: "The device.")
    var device: String

    @OptionGroup var gateway: GatewayOptions

    func run() async throws {
        let (status, problems) = try await gateway.withGateway { gateway in
            (try await gateway.drain(device), try? await gateway.readiness().problems)
        }
        Output.note(
            status.holder != nil
                ? "\(status.device) goes out of service when its holder leaves."
                : "\(status.device) is out of service."
        )
        for problem in problems ?? [] { Output.note("The gateway is not well: \(problem)") }
    }
}
