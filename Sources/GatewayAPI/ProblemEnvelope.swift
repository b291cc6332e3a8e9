// How a problem travels over HTTP: `{"error": {…}}`, so that it cannot be taken for an answer. The
// problem itself, with its code and exit status, is `Problem`.

/// The envelope in which the API sends a problem.
public struct ProblemEnvelope: Codable, Hashable, Sendable {
    public var error: Problem

    public init(_ problem: Problem) {
        self.error = problem
    }
}
