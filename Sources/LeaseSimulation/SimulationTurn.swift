// One turn of a run, as the transcript keeps it: what happened when, and what the machine answered.
// A transcript ends with the turn that broke a rule, if one did.

import LeaseCore

/// A line of a transcript.
public struct SimulationTurn: Hashable, Sendable, CustomStringConvertible {
    public var at: Instant
    public var event: LeaseEvent
    public var actions: [LeaseAction]

    public var description: String {
        let time = at.text
        let happened =
            String(repeating: " ", count: max(14 - time.count, 0)) + time + "  " + event.text
        let gap = String(repeating: " ", count: max(58 - happened.count, 1))
        return actions.isEmpty
            ? happened : happened + gap + "→ " + actions.map(\.text).joined(separator: "; ")
    }
}
