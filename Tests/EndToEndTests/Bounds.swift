// The times that the contract promises, with what a loaded machine may add. Everything else in
// these tests waits for a fact with the general patience.

import GatewayTestSupport

/// Within which something has happened that is promised "at once": well below every time of a
/// second and more that a gateway could wrongly wait for.
let atOnce: Duration = .milliseconds(900)

/// What a machine with two busy cores may add to a promised time.
let noise: Duration = .seconds(1)

/// Within which a stop by SIGTERM is over, promised.
let stopMax: Duration = .seconds(5)

/// How long something took.
func time(_ body: () throws -> Void) rethrows -> Duration {
    let start = ContinuousClock.now
    try body()
    return .now - start
}
