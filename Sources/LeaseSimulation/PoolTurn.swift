// One turn of a pool's run, as the transcript keeps it: at which device what happened, and what its
// machine answered.

import LeaseCore

/// A line of a pool's transcript.
public struct PoolTurn: Hashable, Sendable, CustomStringConvertible {
    public var device: String
    public var turn: SimulationTurn

    public var description: String { "\(device) \(turn)" }
}
