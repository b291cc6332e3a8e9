// `hotseat token new`: gives a user a token, and prints it, once. What is kept of it is the
// gateway's affair.

import ArgumentParser
import GatewayAPI
import GatewayClient

struct TokenGive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Give a user a token.",
        discussion: "A user may have several; each lets the user in until it is revoked."
    )

    @Argument(help: "The user; need not stand in the configuration.")
    var user: String

    @OptionGroup var gateway: GatewayOptions

    func run() async throws {
        let given = try await gateway.withGateway { try await $0.giveToken(to: user) }
        try Output.write("\(given.token)\n")
        Output.note("This is \(given.user)'s. Only a hash is kept: it cannot be shown again.")
    }
}
