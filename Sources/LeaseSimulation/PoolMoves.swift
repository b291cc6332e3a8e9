// How a simulated pool moves its waiters: as the gateway does, unless a fault is planted. The
// decision itself is `PoolLine`'s; whether it was right, `PoolAuditor` says.

import LeaseCore

/// What of the gateway's way with pools can be another, for tests of the auditor.
public struct PoolMoves: Sendable {
    public typealias Choice =
        @Sendable (
            _ line: PoolLine, _ device: String, _ machine: LeaseStateMachine,
            _ event: LeaseEvent?, _ now: Instant
        ) -> Visitor?

    /// Who comes over to a device before an event.
    public var visitor: Choice = { line, device, machine, event, now in
        line.visitor(to: device, of: machine, before: event, at: now)
    }
    /// Whether who comes over leaves the line in which it was.
    public var withdraws = true
    /// Whether it gets where it was to go.
    public var joins = true

    public init() {}
}
