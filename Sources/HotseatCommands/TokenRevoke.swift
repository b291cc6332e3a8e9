// `hotseat token revoke`: takes every token from a user that was given out while the gateway ran.
// Whom one has let in stays in.

import ArgumentParser
import GatewayAPI
import GatewayClient

struct TokenRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Take a user's tokens away.",
        discussion: """
            None of them lets anybody in from then on. Sessions go on: `hotseat kick` ends one. A \
            token of the configuration stays until it is removed there.
            """
    )

    @Argument(help: "The user.")
    var user: String

    @OptionGroup var gateway: GatewayOptions

    func run() async throws {
        let revoked = try await gateway.withGateway { try await $0.revokeTokens(of: user) }
        let tokens = revoked.revoked == 1 ? "One token" : "\(revoked.revoked) tokens"
        Output.note("\(tokens) of \(revoked.user) revoked.")
    }
}
