// One run of a pool from a seed: several devices on one clock, clients that come to the pool and
// clients that come to a device itself, and everything that can happen to each device. Each has a
// world and an auditor of its own, and all have one more for what they share. How waiters move is
// played as `GatewayServer` does it (`Turns`); what is drawn is in `+Chance`.

import LeaseCore

/// A run of random events at the devices of a pool, the same for the same seed on every machine.
public struct PoolRun {
    public let seed: UInt64
    public internal(set) var transcript: [PoolTurn] = []
    /// The first broken rule, if any; the last turn of the transcript broke it.
    public internal(set) var violation: Violation?
    /// How often somebody went from one line to another's.
    public private(set) var moveCount = 0

    struct Device {
        let name: String
        var stage: Stage<LeaseStateMachine>
        var workload: Workload

        var machine: LeaseStateMachine { stage.decider }
    }

    var devices: [Device]
    var now = Instant(nanoseconds: 0)
    var chance: SplitMix64
    var arrivals = 0
    let arrivalsMax: Int
    private var line = PoolLine()
    private var auditor = PoolAuditor()
    private let moves: PoolMoves

    /// Plays `steps` random events and then a kind end.
    public init(seed: UInt64, steps: Int = 400, moves: PoolMoves = PoolMoves()) {
        var chance = SplitMix64(seed: seed)
        self.seed = seed
        self.moves = moves
        arrivalsMax = 20 + chance.below(60)
        devices = (1...2 + chance.below(2)).map { number in
            let policy = LeasePolicy.random(by: &chance)
            let stage = Stage(
                LeaseStateMachine(policy: policy),
                under: policy,
                holdsTypeAhead: chance.once(in: 3)
            )
            var workload = Workload(arrivalsMax: 0)
            workload.isLively = true
            if chance.once(in: 3) {
                workload.policies = [policy, policy.withOtherLimits(by: &chance)]
            }
            return Device(name: "board\(number)", stage: stage, workload: workload)
        }
        self.chance = chance
        for _ in 0..<steps where violation == nil && !isOver { step() }
        settleKindly()
    }
}

// MARK: One event, and what follows from it

extension PoolRun {
    /// Somebody comes to the pool. `claims`: by the device's name.
    mutating func arrive(_ session: SessionID, claims: [String: Claim]) {
        let choices = devices.indices.compactMap { index in
            claims[devices[index].name].map { claim in
                (index, claim, devices[index].machine.reception(of: session, claim, at: now))
            }
        }
        guard let best = Reception.best(of: choices.map(\.2)) else { return }
        let (index, claim, _) = choices[best]
        line.arrive(session, at: devices[index].name, claims: claims, at: now)
        auditor.arrive(session, claims: claims, at: now)
        play(.sessionArrived(session, claim), at: index)
    }

    /// Somebody comes to a device itself.
    mutating func arrive(_ session: SessionID, _ claim: Claim, at index: Int) {
        auditor.arriveAtDevice(session, claim, at: now)
        play(.sessionArrived(session, claim), at: index)
    }

    mutating func play(_ event: LeaseEvent, at index: Int) {
        let turnsBefore = transcript.count
        catchUp()
        if event == .drainRequested { evacuate(index) }
        // What comes first may have ended the one whom the event is about.
        if transcript.count > turnsBefore, !isPossible(event, at: index) { return settle() }
        take(event, at: index)
        settle()
    }

    private mutating func take(_ event: LeaseEvent, at index: Int) {
        if let visitor = visitor(to: index, before: event) {
            bring(visitor, to: index, before: event)
        } else {
            turn(event, at: index)
        }
    }

    /// What time has brought about comes first, everywhere: nobody moves to where it was before.
    private mutating func catchUp() {
        for index in devices.indices where violation == nil {
            // Whoever wanted it may have waited for too long by now.
            if devices[index].machine.isWantedElsewhere { noteDemand(at: index) }
            guard let deadline = devices[index].machine.nextDeadline, deadline <= now else {
                continue
            }
            take(.deadlinePassed, at: index)
        }
    }

    private func isPossible(_ event: LeaseEvent, at index: Int) -> Bool {
        if case .sessionArrived = event { return true }
        let world = devices[index].stage.world
        return devices[index].workload.possible(in: world, deadline: true).contains {
            EventKind($0) == EventKind(event) && $0.session == event.session
        }
    }

    private mutating func settle() {
        serve()
        for index in devices.indices where violation == nil { leadAway(from: index) }
        for index in devices.indices where violation == nil { noteDemand(at: index) }
        guard violation == nil else { return }
        do {
            try auditor.auditRest(devices.map(\.asAudited), at: now)
        } catch {
            violation = error
        }
    }

    private mutating func turn(_ event: LeaseEvent, at index: Int) {
        guard violation == nil else { return }
        let before = devices[index].asAudited.served
        devices[index].stage.world.now = now
        let (actions, violation) = devices[index].stage.play(event)
        let turn = SimulationTurn(at: now, event: event, actions: actions)
        transcript.append(PoolTurn(device: devices[index].name, turn: turn))
        self.violation = violation
        line.note(event, actions, chosen: devices[index].machine.chosen)
        let endings = actions.compactMap { if case .end(let ending) = $0 { ending } else { nil } }
        for ending in endings { auditor.end(ending.session) }
        guard violation == nil else { return }
        do {
            try auditor.auditOrder(
                of: devices[index].asAudited,
                before: before,
                among: devices.map(\.asAudited),
                // Who is chosen because another is led away from a drained device is not served.
                isOwnPlace: endings.contains { $0.reason == .superseded }
                    || event == event.session.map { .sessionWithdrawn($0) },
                at: now
            )
        } catch {
            self.violation = error
        }
    }
}

// MARK: Moving

extension PoolRun {
    private func visitor(to index: Int, before event: LeaseEvent?) -> Visitor? {
        moves.visitor(line, devices[index].name, devices[index].machine, event, now)
    }

    private mutating func bring(_ visitor: Visitor, to index: Int, before event: LeaseEvent?) {
        guard lead(visitor, to: index) else { return }
        turn(.sessionMoved(visitor, before: event), at: index)
    }

    /// Takes somebody out of its line, for another's. False: it got lost on its way.
    private mutating func lead(_ visitor: Visitor, to index: Int) -> Bool {
        let owner = devices.firstIndex {
            $0.stage.world.clients.contains { $0.session == visitor.session }
        }
        // One who is nowhere is the auditor's affair.
        guard let owner else { return false }
        moveCount += 1
        if moves.withdraws { turn(.sessionWithdrawn(visitor.session), at: owner) }
        guard violation == nil, let client = devices[owner].stage.leave(visitor.session),
            moves.joins
        else { return false }
        devices[index].stage.join(client)
        line.move(visitor.session, to: devices[index].name)
        return true
    }

    private mutating func serve() {
        var hasServed = true
        while hasServed, violation == nil {
            hasServed = false
            for index in devices.indices where devices[index].machine.isOpenToVisitors {
                guard let visitor = visitor(to: index, before: nil), violation == nil else {
                    continue
                }
                let movesBefore = moveCount
                bring(visitor, to: index, before: nil)
                hasServed = moves.joins && moveCount > movesBefore
            }
        }
    }

    private mutating func leadAway(from index: Int) {
        guard devices[index].machine.deviceState == .down else { return }
        for session in line.waiting(at: devices[index].name) {
            goOn(session, from: index) { reception in
                if case .inLine(_, isDown: true) = reception { false } else { true }
            }
        }
    }

    private mutating func evacuate(_ index: Int) {
        for session in line.waiting(at: devices[index].name, withNext: true) {
            let client = devices[index].stage.world.clients.first { $0.session == session }
            guard client?.hasFinished == false else { continue }
            goOn(session, from: index) { _ in true }
        }
    }

    private mutating func goOn(
        _ session: SessionID,
        from index: Int,
        where isGood: (Reception) -> Bool
    ) {
        let choices = devices.indices.filter { $0 != index }.compactMap { other in
            line.visitor(session, to: devices[other].name).map { visitor in
                (other, visitor, devices[other].machine.reception(of: visitor, at: now))
            }
        }
        guard violation == nil, let best = Reception.best(of: choices.map(\.2)) else { return }
        let (other, visitor, reception) = choices[best]
        guard reception.isWelcome, isGood(reception), lead(visitor, to: other) else { return }
        // It may take the lease from a holder there by its priority; then it is the first's.
        take(.sessionMoved(visitor, before: nil), at: other)
    }

    private mutating func noteDemand(at index: Int) {
        let machine = devices[index].machine
        let isWanted =
            machine.isInService
            && line.first(for: devices[index].name) { machine.admits($0, at: now) } != nil
        guard isWanted != machine.isWantedElsewhere else { return }
        take(.wantedElsewhere(isWanted), at: index)
    }
}

extension PoolRun.Device {
    /// As the outside sees it, with those who do not answer.
    var asAudited: PoolAuditor.Device {
        let silent = stage.auditor.stays.filter(\.isSilent).map(\.session)
        return PoolAuditor.Device(name: name, machine: machine, silent: Set(silent))
    }
}
