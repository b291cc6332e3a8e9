// `hotseat resume`: puts a device back in service that `hotseat drain` took out of it. What it does
// to a device that is in service is nothing.

import ArgumentParser
import GatewayClient

struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a device back in service.",
        discussion: "For operators alone."
    )

    @Argument(help: "The device.")
    var device: String

    @OptionGroup var gateway: GatewayOptions

    func run() async throws {
        let (status, problems) = try await gateway.withGateway { gateway in
            (try await gateway.resume(device), try? await gateway.readiness().problems)
        }
        Output.note("\(status.device) is in service.")
        for problem in problems ?? [] { Output.note("The gateway is not well: \(problem)") }
    }
}
