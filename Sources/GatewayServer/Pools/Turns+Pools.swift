// Who goes from one device's line to another's, and when. Before an event somebody comes over whom
// the event would serve; after it nobody is left in line while a device is free for them, nor in
// the line of one that is down while another would take them. What would be done is asked of the
// machines, who comes first of `PoolLine`; `PoolRun` of the simulation plays the same.

import LeaseCore

extension Turns {
    /// Who comes over to `runner`'s device and is served there when the event happens; nil: nobody
    /// is. One whose FIN or RST is in its socket, and not read yet, has left: it ends, and the next
    /// is asked.
    func visitor(
        to runner: LeaseRunner,
        before event: LeaseEvent?
    ) -> (visitor: Visitor, now: Instant)? {
        guard !line.isEmpty else { return nil }
        while true {
            let now = Instant.now
            let visitor = line.visitor(
                to: runner.settings.name,
                of: runner.machine,
                before: event,
                at: now
            )
            guard let visitor, let (owner, client) = whereabouts(of: visitor.session) else {
                return nil
            }
            guard let reason = owner.departure(of: client) else { return (visitor, now) }
            owner.step(.sessionEnded(client.id, reason))
        }
    }

    /// Takes somebody out of the line in which it stands, for `runner`'s.
    func bring(_ visitor: Visitor, to runner: LeaseRunner) {
        guard let (owner, client) = whereabouts(of: visitor.session) else {
            preconditionFailure("somebody waits at a device that is not here")
        }
        owner.letGoOn(client, to: runner, as: visitor.claim)
        line.move(visitor.session, to: runner.settings.name)
    }

    /// An event about a session that has gone from `runner`'s device to another's before its turn
    /// came: it is told there.
    func forward(_ event: LeaseEvent, from runner: LeaseRunner) {
        guard let session = event.session, let (owner, _) = whereabouts(of: session),
            owner !== runner
        else { return }
        take(event, of: owner)
    }

    private func whereabouts(
        of session: SessionID
    ) -> (runner: LeaseRunner, client: ClientSession)? {
        for runner in runners {
            if let client = runner.clients[session] { return (runner, client) }
        }
        return nil
    }

    /// What time has brought about comes first, everywhere: nobody moves to where it was before.
    func catchUp() {
        for runner in runners {
            // Whoever wanted it may have waited for too long by now.
            if runner.machine.isWantedElsewhere { noteDemand(for: runner) }
            guard !line.isEmpty, let deadline = runner.machine.nextDeadline, deadline <= .now
            else { continue }
            runner.step(.deadlinePassed)
        }
    }

    /// After an event.
    func settle() {
        if !line.isEmpty {
            serve()
            leadAway()
        }
        for runner in runners { noteDemand(for: runner) }
    }

    /// Whoever can be served without a further event is.
    private func serve() {
        var hasServed = true
        while hasServed {
            hasServed = false
            for runner in runners where runner.machine.isOpenToVisitors {
                guard let (visitor, now) = visitor(to: runner, before: nil) else { continue }
                bring(visitor, to: runner)
                runner.carryOut(.sessionMoved(visitor, before: nil), at: now)
                hasServed = true
            }
        }
    }

    /// Nobody of a pool stays in the line of a device that is down, or not its pool's any more, if
    /// another takes it.
    private func leadAway() {
        for runner in runners where runner.machine.deviceState == .down {
            for session in line.waiting(at: runner.settings.name) {
                goOn(session) { reception in
                    if case .inLine(_, isDown: true) = reception { false } else { true }
                }
            }
        }
        for session in line.astray { goOn(session) { _ in true } }
    }

    /// The device goes out of service: whoever waits there for any of a pool goes on at another, if
    /// that takes it.
    func evacuate(_ runner: LeaseRunner) {
        for session in line.waiting(at: runner.settings.name, withNext: true) {
            // The bytes of one who has closed its side are for what comes next here.
            if runner.clients[session]?.hasFinished == false { goOn(session) { _ in true } }
        }
    }

    private func goOn(_ session: SessionID, where isGood: (Reception) -> Bool) {
        guard let (runner, client) = whereabouts(of: session), let pool = client.pool else {
            return
        }
        let now = Instant.now
        let choices = pool.members.filter { $0 !== runner }.compactMap { other in
            line.visitor(session, to: other.settings.name).map { visitor in
                (other, visitor, other.machine.reception(of: visitor, at: now))
            }
        }
        guard let best = Reception.best(of: choices.map(\.2)) else { return }
        let (other, visitor, reception) = choices[best]
        guard reception.isWelcome, isGood(reception) else { return }
        bring(visitor, to: other)
        // It may take the lease from a holder there by its priority; then it is the first's.
        other.step(.sessionMoved(visitor, before: nil))
    }

    /// Whether somebody elsewhere could take the device.
    private func noteDemand(for runner: LeaseRunner) {
        let (machine, now) = (runner.machine, Instant.now)
        let isWanted =
            machine.isInService
            && line.first(for: runner.settings.name) { machine.admits($0, at: now) } != nil
        guard isWanted != machine.isWantedElsewhere else { return }
        runner.step(.wantedElsewhere(isWanted))
    }
}
