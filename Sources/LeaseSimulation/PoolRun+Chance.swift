// What a pool's run draws by lot: who comes, and where; what happens next, and when; and the kind
// world at its end. What one device's events are is `Workload`'s.

import LeaseCore

extension PoolRun {
    /// Nobody is there, and nobody will come.
    var isOver: Bool {
        arrivals == arrivalsMax && devices.allSatisfy { $0.stage.world.clients.isEmpty }
    }

    private static var gaps: [Duration] {
        [
            .zero, .zero, .zero, .milliseconds(1), .milliseconds(1), .milliseconds(20),
            .milliseconds(20), .milliseconds(300), .milliseconds(300), .seconds(2), .seconds(20),
        ]
    }

    mutating func step() {
        if chance.once(in: 30) { moveSomebody() }
        let at = now + chance.length(upTo: chance.pick(Self.gaps))
        let due = devices.indices.filter { index in
            devices[index].machine.nextDeadline.map { $0 <= at } ?? false
        }
        if let index = due.min(by: { deadline(of: $0) < deadline(of: $1) }), !chance.once(in: 8) {
            now = max(now, deadline(of: index))
            return play(.deadlinePassed, at: index)
        }
        now = at
        if arrivals < arrivalsMax, chance.once(in: 4) { return arrive() }
        let index = chance.below(devices.count)
        let world = devices[index].stage.world
        let possible = devices[index].workload.possible(in: world, deadline: true)
            .filter { $0 != .shutdownRequested }
        let kinds = Set(possible.map(EventKind.init)).sorted { $0.rawValue < $1.rawValue }
        let tickets = kinds.flatMap { Array(repeating: $0, count: $0.weight) }
        guard !tickets.isEmpty else { return }
        let kind = chance.pick(tickets)
        let event = chance.pick(possible.filter { EventKind($0) == kind })
        play(devices[index].workload.variant(of: event, in: world, by: &chance), at: index)
    }

    private func deadline(of index: Int) -> Instant { devices[index].machine.nextDeadline ?? now }

    /// Most come to the pool; some may not have every device, and some count for more at one.
    private mutating func arrive() {
        arrivals += 1
        let session = SessionID(Int64(arrivals))
        let user = chance.pick([nil, nil, "u", "v"])
        guard !chance.once(in: 3) else {
            let claim = Claim(user: user, priority: chance.pick([0, 0, 0, 5]))
            return arrive(session, claim, at: chance.below(devices.count))
        }
        let excluded = chance.once(in: 5) ? chance.below(devices.count) : nil
        var claims: [String: Claim] = [:]
        for (index, device) in devices.enumerated() where index != excluded {
            claims[device.name] = Claim(user: user, priority: chance.pick([0, 0, 0, 0, -10, 5]))
        }
        arrive(session, claims: claims)
    }

    /// Somebody's network goes away, or comes back.
    private mutating func moveSomebody() {
        let index = chance.below(devices.count)
        let clients = devices[index].stage.world.clients
        guard !clients.isEmpty else { return }
        let session = chance.pick(clients).session
        devices[index].stage.world.change(session) { $0.hasVanished.toggle() }
    }
}

// MARK: A kind end

extension PoolRun {
    /// From now on every device is in service and accepts, everybody answers or is found dead, and
    /// a holder leaves once it is served. Nobody may be left behind.
    mutating func settleKindly() {
        for index in devices.indices where violation == nil {
            if devices[index].stage.world.isDrained { play(.resumeRequested, at: index) }
            let vanished = devices[index].stage.world.clients.filter(\.hasVanished).map(\.session)
            for session in vanished { bringBackOrEnd(session) }
        }
        let turnsMax = 200 + 40 * devices.reduce(0) { $0 + $1.stage.world.clients.count }
        for _ in 0..<turnsMax where violation == nil {
            guard let (index, event) = nextKindness else { break }
            if event == .deadlinePassed { now = max(now, deadline(of: index)) }
            play(event, at: index)
        }
        let left = devices.flatMap(\.stage.world.clients).first
        guard violation == nil, let left else { return }
        violation = Violation(rule: .liveness, detail: "\(left.session.text) has neither")
    }

    /// It may have gone on at another device by then, or ended.
    private mutating func bringBackOrEnd(_ session: SessionID) {
        let index = devices.firstIndex {
            $0.stage.world.clients.contains { $0.session == session }
        }
        guard violation == nil, let index else { return }
        if chance.once(in: 2) {
            devices[index].stage.world.change(session) { $0.hasVanished = false }
        } else {
            play(.sessionEnded(session, .clientKeepalive), at: index)
        }
    }

    private var nextKindness: (index: Int, event: LeaseEvent)? {
        for (index, device) in devices.enumerated() {
            if let event = device.stage.world.nextKindness { return (index, event) }
        }
        let waiting = devices.indices.filter {
            !devices[$0].stage.world.clients.isEmpty && devices[$0].machine.nextDeadline != nil
        }
        return waiting.min { deadline(of: $0) < deadline(of: $1) }.map { ($0, .deadlinePassed) }
    }
}
