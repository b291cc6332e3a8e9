// Whether the gateway does all that it promises, as `GET /readyz` answers it: 200 when it does,
// else 503, with sentences that say what does not work.

/// The body of `/readyz`.
public struct Readiness: Codable, Hashable, Sendable {
    public var ready: Bool
    /// One sentence a problem; empty when ready.
    public var problems: [String]

    public init(problems: [String]) {
        self.ready = problems.isEmpty
        self.problems = problems
    }
}
