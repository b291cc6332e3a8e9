// What one run of a scenario came to. What many runs came to is a Cell. To add an outcome: a case
// here; the compiler leads to how it is written.

import GatewayTestSupport

/// The end of one run.
enum Outcome: Sendable {
    /// The next one read the device's first byte after so long.
    case on(Duration)
    /// The same, and how the device was left by whoever was on it before.
    case freed(Duration, by: FakeDevice.Ending?)
    /// It did not, for so long.
    case never(within: Duration)
    /// The holder, who was alive, kept its lease.
    case kept
    /// It lost it, after so long, or after nobody knows when.
    case lost(Duration?)
    /// The answer came whole, after so long.
    case answered(Duration)
    /// It did not.
    case cut
    /// The holder was told, after so long.
    case told(Duration)
}

extension Outcome {
    /// Whether the next one never was on.
    var isNever: Bool {
        if case .never = self { true } else { false }
    }
}
