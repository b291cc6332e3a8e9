// `hotseat kick`: takes a device away from whoever has it, or ends one session, by an operator's
// order. Who is an operator the gateway decides; what the order carries is `KickOrder`.

import ArgumentParser
import GatewayAPI
import GatewayClient

struct Kick: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End the session that has a device, or one session.",
        discussion: """
            The one who is ended reads who did it and why, and the record keeps both. Whoever \
            waits is next. For operators alone: root, the gateway's own user, the group hotseat.
            """
    )

    @Argument(help: "The device whose holder is to go.")
    var device: String?

    @Option(help: "The session that is to go, holder or waiter, as `hotseat status` shows it.")
    var session: Int64?

    @Option(
        help: ArgumentHelp(
            "Why; at most \(KickOrder.becauseBytesMax) characters of ASCII are kept.",
            valueName: "text"
        )
    )
    var because: String?

    @Option(help: ArgumentHelp("Only if the holder still has this lease.", valueName: "n"))
    var ifLease: Int64?

    @OptionGroup var gateway: GatewayOptions

    func validate() throws {
        guard (device == nil) != (session == nil) else {
            throw ValidationError("Name a device or a session: hotseat kick DEVICE.")
        }
        guard ifLease == nil || session == nil else {
            throw ValidationError("--if-lease is a condition on a device's holder.")
        }
    }

    func run() async throws {
        let order = KickOrder(because: because, ifLease: ifLease)
        let kicked = try await gateway.withGateway { gateway in
            if let device { return try await gateway.kickHolder(of: device, order) }
            return try await gateway.kick(session: session ?? 0, order)
        }
        let who = kicked.user.map { "\($0) (\(kicked.address))" } ?? kicked.address
        let lease = kicked.lease.map { ", lease \($0)," } ?? ""
        Output.note("Session \(kicked.session) of \(who) at \(kicked.device)\(lease) has ended.")
    }
}
