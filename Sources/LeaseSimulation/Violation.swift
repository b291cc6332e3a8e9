// A rule that was broken, and how: what the auditor says, once, at the end of a run. Which turn
// broke it is in the transcript.

/// What the auditor says.
public struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
    public var rule: Rule
    /// What was seen, and what should have been.
    public var detail: String

    public var description: String { "broken: \(rule.rawValue): \(detail)" }
}
