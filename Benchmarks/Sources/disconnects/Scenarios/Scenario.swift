// A scenario as a value: what it is called, what the device and the gateway are set to, how it is
// played and what hotseat must come to. To add one: a value in the file of its family.

import GatewayTestSupport

/// One row of the table.
struct Scenario: Sendable {
    /// By what it is asked for on the command line.
    let name: String
    /// What happens, as the row says it.
    let title: String
    var tuning = Tuning()
    /// What the device is like, besides its defaults.
    var habits: @Sendable (inout FakeDevice.Habits) -> Void = { _ in }
    /// Whether it takes milliseconds and is played often, by itself; else once, beside others.
    var isQuick = false
    let reach: Reach
    /// Plays it once.
    let play: @Sendable (Lab) throws -> Outcome

    /// How long the next one is waited for.
    static let waitMax = Duration.seconds(20)

    /// All of them, in the order of the rows.
    static let all = leaving + vanishing + staying + waiting + devices + restarts
}

extension Visitor {
    /// Waits until it is on: how long that took since `moment`.
    func next(since moment: ContinuousClock.Instant) -> Outcome {
        waitUntilOn(within: Scenario.waitMax).map { .on($0 - moment) }
            ?? .never(within: Scenario.waitMax)
    }
}
