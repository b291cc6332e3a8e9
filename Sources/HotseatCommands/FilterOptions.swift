// Which sessions a verb is about: the filters as options. What each takes, and the complaint about
// what it does not, is `SessionFilter`'s, which reads the HTTP API's query the same way.

import ArgumentParser
import GatewayAPI

/// The filters of `sessions`.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only of this device. May be repeated.", valueName: "name"))
    var device: [String] = []

    @Option(help: ArgumentHelp("Only of this user. May be repeated.", valueName: "name"))
    var user: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only from this IP address or range, such as 10.0.0.0/8. May be repeated.",
            valueName: "address"
        )
    )
    var address: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only those that ended for this reason, such as client_closed. May be repeated.",
            valueName: "reason"
        )
    )
    var reason: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only those that arrived since then: 2026-11-22T16:20:44Z, 2026-11-22 (local), or an "
                + "age such as 90m or 7d.",
            valueName: "time"
        )
    )
    var since: String?

    @Option(help: ArgumentHelp("Only those that arrived before then.", valueName: "time"))
    var until: String?

    @Flag(help: "Only those that go on.")
    var live = false

    @Flag(help: "Only those that never had the lease.")
    var neverHeld = false

    @Option(
        help: ArgumentHelp("Only those that held for so long: 10s, 15m, 8h.", valueName: "time")
    )
    var minHeld: String?

    /// The options as a filter, without a limit. Throws a `Problem`.
    func filter(clock: WallClock = .local) throws(Problem) -> SessionFilter {
        var filter = SessionFilter()
        filter.limit = nil
        filter.isLive = live
        filter.neverHeld = neverHeld
        for (texts, field, name) in [
            (device, SessionFilter.Field.device, "--device"),
            (user, .user, "--user"),
            (address, .address, "--address"),
            (reason, .reason, "--reason"),
            (since.map { [$0] } ?? [], .since, "--since"),
            (until.map { [$0] } ?? [], .until, "--until"),
            (minHeld.map { [$0] } ?? [], .heldMin, "--min-held"),
        ] {
            for text in texts { try filter.add(text, as: field, named: name, clock: clock) }
        }
        return filter
    }
}
