// Every sequence of events of a few sessions, up to a depth, each of its beginnings audited. Two
// sequences that lead to the same machine, world and auditor have the same continuations: those
// are followed once and counted twice, which makes millions of sequences a matter of seconds.

import LeaseCore

/// Tries everything that can happen to one device, up to a number of events.
public struct ExhaustiveRun<Decider: LeaseDecider> {
    /// How many sequences of exactly the depth were audited, each with all of its beginnings.
    public private(set) var sequences = 0
    /// How many turns that took, sequences that meet taken together.
    public private(set) var turns = 0
    /// The first broken rule, if any, and what led to it.
    public private(set) var violation: Violation?
    public private(set) var transcript: [SimulationTurn] = []

    private struct Branch: Hashable {
        var stage: Stage<Decider>
        var depth: Int
    }

    private let workload: Workload
    private var known: [Branch: Int] = [:]

    /// Runs `decider` under the rules of `policy` with `sessions` arrivals at most through
    /// everything that can happen in `depth` events. Time passes only where a deadline is due.
    /// `holdsTypeAhead`: with `type_ahead: hold`. `claims`: what the sessions claim, in turn;
    /// where they do, holders type and fall silent too, operators drain and resume, and the history
    /// has room for all of it.
    public init(
        _ decider: Decider,
        under policy: LeasePolicy,
        holdsTypeAhead: Bool = false,
        claims: [Claim]? = nil,
        sessions: Int,
        depth: Int
    ) {
        workload = Workload(
            arrivalsMax: sessions,
            suspends: claims == nil,
            isLively: claims != nil,
            claims: claims ?? [.anybody]
        )
        let stage = Stage(decider, under: policy, holdsTypeAhead: holdsTypeAhead)
        sequences = follow(stage, depth: depth)
        known = [:]
    }

    /// How many sequences of `depth` events there are from here. A sequence ends early where
    /// nothing more can happen, or at a violation.
    private mutating func follow(_ stage: Stage<Decider>, depth: Int) -> Int {
        guard depth > 0, violation == nil else { return 1 }
        let branch = Branch(stage: stage, depth: depth)
        if let count = known[branch] { return count }
        var count = 0
        let deadline = stage.decider.nextDeadline
        for event in workload.possible(in: stage.world, deadline: deadline != nil) {
            var stage = stage
            if event == .deadlinePassed, let deadline {
                stage.world.now = max(stage.world.now, deadline)
            }
            let (actions, violation) = stage.play(event)
            turns += 1
            transcript.append(SimulationTurn(at: stage.world.now, event: event, actions: actions))
            self.violation = violation
            count += follow(stage, depth: depth - 1)
            guard self.violation == nil else { return count }
            transcript.removeLast()
        }
        known[branch] = max(count, 1)
        return max(count, 1)
    }
}
