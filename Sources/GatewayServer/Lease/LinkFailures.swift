// How often a link has failed in a row, and whether the log was told. The record has a note of its
// own for each lease (`LeaseRunner+Link`).

import LeaseCore

/// Failures to open one device's link since it was last open.
struct LinkFailures {
    private(set) var count = 0
    private(set) var isLogged = false

    /// A slot is often taken for a moment after the last lease: worth a line only after about a
    /// second of tries. A link that stands has no such excuse, and no answer at all is none.
    private static let refusalsToLog = 8

    /// Counts one more. Returns whether it is the first that the log is to be told of.
    mutating func note(_ failure: LinkFailure, standing: Bool) -> Bool {
        count += 1
        let isWorthALine = standing || failure == .unreachable || count >= Self.refusalsToLog
        defer { isLogged = isLogged || isWorthALine }
        return isWorthALine && !isLogged
    }
}
