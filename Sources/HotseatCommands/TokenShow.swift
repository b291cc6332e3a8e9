// `hotseat token list`: who has a token, since when, and from whom. A token itself, or its hash, is
// never shown.

import ArgumentParser
import GatewayAPI
import GatewayClient

struct TokenShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show who has a token."
    )

    @Flag(help: "Print the document of GET /v1/tokens.")
    var json = false

    @OptionGroup var gateway: GatewayOptions

    func run() async throws {
        let list = try await gateway.withGateway { try await $0.tokenList() }
        if json {
            try Output.write(JSONText.document(list))
        } else if list.tokens.isEmpty {
            Output.note("Nobody has a token; `hotseat token new USER` gives one.")
        } else {
            try Output.write(Self.text(of: list, clock: .local))
        }
    }

    static func text(of list: TokenList, clock: WallClock) -> String {
        var table = Table([
            .init(heading: "USER"), .init(heading: "GIVEN"), .init(heading: "BY"),
        ])
        return table.lines(
            list.tokens.map { token in
                let given = token.givenAt.map { clock.text($0, toTheMillisecond: false) }
                return [token.user, given, token.givenBy ?? "the configuration"]
            }
        )
    }
}
