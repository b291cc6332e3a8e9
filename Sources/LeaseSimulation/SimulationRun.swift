// One run from a seed: the seed alone decides the device's rules, how its clients and its device
// behave, and everything that happens. At the end the world becomes kind, and everybody has to have
// got the lease or left. Every sequence of a few sessions is `ExhaustiveRun`'s.

import LeaseCore

/// A run of random events, the same for the same seed on every machine.
public struct SimulationRun<Decider: LeaseDecider> {
    public let seed: UInt64
    public let policy: LeasePolicy
    /// `type_ahead: hold`.
    public let holdsTypeAhead: Bool
    public private(set) var transcript: [SimulationTurn] = []
    /// The first broken rule, if any; the last turn of the transcript broke it.
    public private(set) var violation: Violation?

    private var chance: SplitMix64
    private var stage: Stage<Decider>
    private let workload: Workload
    private let weights: [Int]
    private let restlessness: Int

    /// Plays `steps` random events and then a kind end. `decider` makes the machine under the
    /// rules that the seed has chosen.
    public init(seed: UInt64, steps: Int = 400, decider: (LeasePolicy) -> Decider) {
        var chance = SplitMix64(seed: seed)
        let policy = LeasePolicy.random(by: &chance)
        self.seed = seed
        self.policy = policy
        holdsTypeAhead = chance.once(in: 3)
        stage = Stage(decider(policy), under: policy, holdsTypeAhead: holdsTypeAhead)
        var workload = Workload(arrivalsMax: 20 + chance.below(100))
        workload.isLively = true
        workload.claims = (0..<7).map { _ in
            Claim(user: chance.pick([nil, "u", "v"]), priority: chance.pick([0, 0, 0, -10, 5]))
        }
        if chance.once(in: 3) {
            workload.policies = [policy, policy.withOtherLimits(by: &chance)]
        }
        self.workload = workload
        weights = EventKind.allCases.map { $0.weight * chance.pick([8, 8, 8, 2, 1]) }
        restlessness = 5 + chance.below(60)
        self.chance = chance
        for _ in 0..<steps where violation == nil && !isOver { step() }
        settle()
    }

    /// Nothing worth a turn is left: nobody is there, nobody will come, and the link is at rest.
    private var isOver: Bool {
        let nobodyComes = stage.world.isStopping || stage.world.arrivals == workload.arrivalsMax
        return nobodyComes && stage.world.clients.isEmpty && stage.world.linkIsAtRest
    }

    private mutating func step() {
        if chance.once(in: restlessness) { moveSomebody() }
        let deadline = stage.decider.nextDeadline
        let possible = workload.possible(in: stage.world, deadline: deadline != nil)
        let kinds = Set(possible.map(EventKind.init)).sorted { $0.rawValue < $1.rawValue }
        let tickets = kinds.flatMap { kind in
            Array(repeating: kind, count: weights[kind.rawValue])
        }
        guard !tickets.isEmpty else { return }
        let kind = chance.pick(tickets)
        let event = chance.pick(possible.filter { EventKind($0) == kind })
        play(event, deadline: deadline)
    }

    /// Lets some time pass before the event. Where that reaches a deadline, the deadline mostly
    /// comes first; but a busy gateway may hear of it late, after what happened meanwhile, and a
    /// timer that was set for an earlier one comes too early.
    private mutating func play(_ event: LeaseEvent, deadline: Instant?) {
        let now = stage.world.now
        var at = now + chance.length(upTo: chance.pick(Self.gaps))
        var event = workload.variant(of: event, in: stage.world, by: &chance)
        let isEarly = event == .deadlinePassed && chance.once(in: 8)
        if let deadline, deadline <= at || event == .deadlinePassed && !isEarly {
            if !chance.once(in: 8) { event = .deadlinePassed }
            let lateness = chance.once(in: 4) ? chance.length(upTo: .milliseconds(5)) : .zero
            at = max(now, deadline + lateness)
        }
        play(event, at: at)
    }

    private static var gaps: [Duration] {
        [
            .zero, .zero, .zero, .milliseconds(1), .milliseconds(1), .milliseconds(20),
            .milliseconds(20), .milliseconds(300), .milliseconds(300), .seconds(2), .seconds(20),
        ]
    }

    private mutating func play(_ event: LeaseEvent, at now: Instant) {
        stage.world.now = now
        let (actions, violation) = stage.play(event)
        transcript.append(SimulationTurn(at: now, event: event, actions: actions))
        self.violation = violation
    }

    /// Somebody's network goes away, or comes back: an heir's most often, because it matters most.
    private mutating func moveSomebody() {
        let clients = stage.world.clients
        let heirs = clients.filter(\.owesAnswer)
        guard !clients.isEmpty else { return }
        let client = chance.pick(heirs.isEmpty || chance.once(in: 3) ? clients : heirs)
        stage.world.change(client.session) { $0.hasVanished.toggle() }
    }
}

extension SimulationRun {
    /// From now on the device accepts, the journal writes, everybody answers or is found dead, and
    /// a holder leaves once it is served. Nobody may be left behind.
    private mutating func settle() {
        for client in stage.world.clients where client.hasVanished && violation == nil {
            if chance.once(in: 2) {
                stage.world.change(client.session) { $0.hasVanished = false }
            } else {
                play(.sessionEnded(client.session, .clientKeepalive), at: stage.world.now)
            }
        }
        let turnsMax = 100 + 20 * stage.world.clients.count
        for _ in 0..<turnsMax where violation == nil {
            guard let event = nextKindness else { break }
            let deadline = stage.decider.nextDeadline ?? stage.world.now
            let now = event == .deadlinePassed ? max(stage.world.now, deadline) : stage.world.now
            play(event, at: now)
        }
        guard violation == nil, let session = stage.world.clients.first?.session else { return }
        violation = Violation(rule: .liveness, detail: "\(session.text) has neither")
    }

    /// What a kind world would do next; nil: nothing is left to do.
    private var nextKindness: LeaseEvent? {
        if let event = stage.world.nextKindness { return event }
        let isWaitedFor = !stage.world.clients.isEmpty && stage.decider.nextDeadline != nil
        return isWaitedFor ? .deadlinePassed : nil
    }
}
