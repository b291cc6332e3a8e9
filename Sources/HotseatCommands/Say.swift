// `hotseat say`: an operator's words to everybody at a device. What of them is said is
// `SayOrder`'s; who is told, the gateway's.

import ArgumentParser
import GatewayAPI
import GatewayClient

struct Say: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say something to everybody at a device.",
        discussion: """
            Holder, waiters and observers read it as a line of its own, with your name, and the \
            record keeps it. With `notices: edges` those who read the device's bytes do not, \
            unless you insist; with `notices: off` nobody does. For operators alone.
            """
    )

    @Argument(help: "The device.")
    var device: String

    @Argument(
        help: "What to say; at most \(SayOrder.textBytesMax) characters of ASCII are said."
    )
    var text: [String]

    @Flag(help: "Say it in the middle of the device's output too, where `notices` are edges.")
    var insist = false

    @OptionGroup var gateway: GatewayOptions

    func run() async throws {
        let order = SayOrder(text: text.joined(separator: " "), insists: insist)
        let audience = try await gateway.withGateway { try await $0.say(order, at: device) }
        Output.note(Self.sentence(audience))
    }

    static func sentence(_ audience: Audience) -> String {
        switch (audience.told, audience.notTold) {
        case (0, 0): "Nobody is at \(audience.device)."
        case (let told, 0): "\(told) at \(audience.device) \(told == 1 ? "was" : "were") told."
        case (let told, let notTold):
            "\(told) of \(told + notTold) at \(audience.device)"
                + " \(told == 1 ? "was" : "were") told."
                + " With `notices: edges` only --insist tells whoever reads the device's bytes."
        }
    }
}
