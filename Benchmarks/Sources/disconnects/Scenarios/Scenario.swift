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
    var pace = Pace.once
    let reach: Reach
    /// Plays it once.
    let play: @Sendable (Lab) throws -> Outcome

    /// How often it is played.
    enum Pace {
        /// It takes milliseconds: often, by itself. The median counts.
        case often
        /// It takes seconds, and is held to a few of them: three times, beside others. The median
        /// is shown, the worst is what is checked.
        case thrice
        /// Once, beside others.
        case once
    }

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
