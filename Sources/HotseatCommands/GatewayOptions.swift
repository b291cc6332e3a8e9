// Which gateway a verb asks: `--gateway`, else HOTSEAT_GATEWAY, else the local one. What an address
// looks like is `GatewayAddress`'s, where the local one is `Surroundings`'.

import ArgumentParser
import FoundationEssentials
import GatewayAPI
import GatewayClient
import GatewayConfiguration

/// The options of every verb that asks a gateway.
struct GatewayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The gateway to ask: unix:///path, http://… or https://…",
            discussion: "Else HOTSEAT_GATEWAY, else the control socket of this machine.",
            valueName: "url"
        )
    )
    var gateway: String?

    /// Asks the gateway, and hangs up afterwards, whatever comes of it.
    func withGateway<Answer>(
        _ ask: (RemoteGateway) async throws -> Answer
    ) async throws -> Answer {
        let environment = ProcessInfo.processInfo.environment
        let named = gateway ?? environment["HOTSEAT_GATEWAY"].flatMap { $0.isEmpty ? nil : $0 }
        let addresses =
            try named.map { [try GatewayAddress(text: $0)] }
            ?? GatewayAddress.local(paths: Surroundings.present.controlSocketCandidates)
        let remote = RemoteGateway(addresses: addresses, token: environment["HOTSEAT_TOKEN"])
        do {
            let answer = try await ask(remote)
            await remote.close()
            return answer
        } catch {
            await remote.close()
            throw error
        }
    }
}
