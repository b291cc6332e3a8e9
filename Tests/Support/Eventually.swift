// Waiting for a fact that nobody announces: a row in the database, a line in a log, a process that
// is gone. The one place in the tests where a thread pauses; everything that has a file descriptor
// is waited for by poll(2) on it instead.

import Glibc

/// How long a test waits for a fact unless the contract gives a bound: generous, for a loaded
/// machine. A test that passes never waits that long.
public let patience: Duration = .seconds(20)

/// How often a fact that nobody announces is looked at.
private let lookMilliseconds: Int32 = 2

/// Waits until `look` gives something, and returns that.
///
/// - Parameters:
///   - fact: what is waited for, as the failure will say it.
///   - duration: how long, at most.
///   - look: tried at once and then every few milliseconds, in the caller's thread.
/// - Throws: ``NotInTime``, or what `look` throws.
@discardableResult
public func eventually<Found>(
    _ fact: String,
    within duration: Duration = patience,
    _ look: () throws -> Found?
) throws -> Found {
    let deadline = Deadline(in: duration)
    while true {
        if let found = try look() { return found }
        guard !deadline.isOver else { throw NotInTime(fact, within: duration) }
        poll(nil, 0, lookMilliseconds)
    }
}

/// Waits until `holds` is true. See the one above.
public func eventually(
    _ fact: String,
    within duration: Duration = patience,
    _ holds: () throws -> Bool
) throws {
    try eventually(fact, within: duration) { try holds() ? () : nil }
}
