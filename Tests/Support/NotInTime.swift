// The failure of every wait in the tests. It says what was waited for, how long, and what was there
// instead.

/// Something did not happen before its deadline.
public struct NotInTime: Error, CustomStringConvertible {
    /// What was waited for, for how long, and what was seen instead.
    public let description: String

    /// - Parameter seen: what had been seen by then, where that says more.
    public init(_ fact: String, within duration: Duration, seen: String? = nil) {
        description =
            "not within \(duration): \(fact)" + (seen.map { "; seen so far: \($0)" } ?? "")
    }
}
