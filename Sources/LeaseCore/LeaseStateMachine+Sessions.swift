// How sessions come and go: admission on arrival, FIN and its lingering answer, every other end,
// and the grant with its three gates (recorded, link open, somebody there).

extension LeaseStateMachine {
    mutating func arrive(
        _ session: SessionID,
        _ claim: Claim,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        precondition(isUnknown(session))
        let arrival = LeaseLine.Waiter(session: session, claim: claim, arrivedAt: now)
        if let refusal = refusalForAll {
            actions.append(.end(turnedAway(session, refusal)))
            return
        }
        yieldHalfClosed(at: now, &actions)
        if takesOver(claim) {
            supersede(by: arrival, at: now, &actions)
            actions.append(.expect(session))
            return
        }
        switch state {
        case .free:
            let tenancy = grantOnArrival(arrival, &actions)
            state = .connecting(tenancy, trialBegun(at: now))
            actions.append(.openLink)
        case .ready: state = .held(grantOnArrival(arrival, &actions))
        case .orphaned(let trial):
            let tenancy = grantOnArrival(arrival, &actions)
            state = .connecting(tenancy, trial.renewed(at: now, under: policy))
        case .releasing(nil, _):
            choose(NextHolder(waiter: arrival))
            actions.append(.expect(session))
        case .connecting, .held, .releasing, .down:
            guard hasRoom else {
                actions.append(.end(turnedAway(session, .queueFull)))
                return
            }
            let index = line.insert(arrival)
            let place = place(at: index)
            line.setPositionTold(place.position, at: index)
            actions.append(.enqueue(session, place))
        case .stoppingConnect, .stoppingLink, .stopped:
            preconditionFailure("a stopping device turns everybody away")
        }
    }

    /// A FIN. Nobody is in the way of a client that only half-closed and still awaits its answer,
    /// unless somebody else is there to take the lease.
    mutating func clientFinished(
        _ session: SessionID,
        answerDue: Bool,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        let lingers = answerDue && !line.hasCandidate
        switch state {
        case .connecting(var tenancy, let trial) where tenancy.session == session && lingers:
            tenancy.client = .halfClosed
            state = .connecting(tenancy, trial)
        case .held(var tenancy) where tenancy.session == session && lingers:
            tenancy.client = .halfClosed
            state = .held(tenancy)
        case .releasing(var next?, _) where next.waiter.session == session && lingers:
            next.client = .halfClosed
            choose(next)
        default:
            endSession(session, .clientClosed, at: now, &actions)
        }
    }

    mutating func answerOver(
        _ session: SessionID,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        precondition(
            tenancy?.session == session && tenancy?.client == .halfClosed,
            "only a half-closed holder awaits an answer"
        )
        endSession(session, .clientClosed, at: now, &actions)
    }

    mutating func endSession(
        _ session: SessionID,
        _ reason: EndReason,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        if tenancy?.session == session {
            endHolder(reason, at: now, &actions)
        } else if let next = nextHolder, next.waiter.session == session {
            actions.append(.end(ending(next.waiter, reason, at: now)))
            choose(takeCandidate())
        } else if let index = line.index(of: session) {
            let waiter = line.remove(at: index)
            actions.append(.end(ending(waiter, reason, at: now)))
        } else {
            preconditionFailure("an event about a session that is not here")
        }
    }

    mutating func endHolder(
        _ reason: EndReason,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        switch state {
        case .held(let tenancy):
            actions.append(.end(tenancy.ending(reason, .holding, at: now)))
            leaveLink(to: takeCandidate(), at: now, &actions)
        case .connecting(let tenancy, let trial):
            actions.append(.end(tenancy.ending(reason, .connecting, at: now)))
            if line.hasCandidate {
                let heir = grantCandidate(at: now, &actions)
                state = .connecting(heir, trial.renewed(at: now, under: policy))
            } else if trial.attempt == .underWay {
                state = .orphaned(trial)
            } else {
                state = linkStands ? .down(trial) : .free
            }
        default:
            preconditionFailure("only a holder can end so")
        }
    }

    /// The last holder's link is closed, or cleared of it.
    mutating func leaveLink(
        to next: NextHolder?,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        switch policy.linkLife {
        case .perLease:
            release(for: next, at: now, &actions)
        case .persistent, .standing:
            actions.append(.clearLine)
            releasedAt = nil
            state = .releasing(next, .clearing)
        }
    }

    /// Somebody else is next, or nobody; the link goes on its way.
    mutating func choose(_ next: NextHolder?) {
        guard case .releasing(_, let exit) = state else {
            preconditionFailure("nobody is next but while a link is released")
        }
        state = .releasing(next, exit)
    }

    /// Takes the first who can take the lease out of the line.
    mutating func takeCandidate() -> NextHolder? {
        line.candidate.map { NextHolder(waiter: line.remove(at: $0.index)) }
    }

    /// Hands the lease to the first who can take it; the caller sets the state.
    mutating func grantCandidate(at now: Instant, _ actions: inout [LeaseAction]) -> Tenancy {
        guard let next = takeCandidate() else {
            preconditionFailure("a grant needs somebody in line")
        }
        return grant(next, at: now, &actions)
    }

    mutating func grantRecorded(_ session: SessionID) {
        updateTenancy(of: session) { $0.isRecorded = true }
    }

    mutating func heirAnswered(
        _ session: SessionID,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        if let index = line.index(of: session) {
            precondition(line.waiters[index].presence == .silent)
            line.setPresence(.here, at: index)
            yieldHalfClosed(at: now, &actions)
            serveCandidate(at: now, &actions)
        } else {
            updateTenancy(of: session) { $0.answer = .given }
        }
    }

    /// Somebody in line can take the lease again: nobody else may have it, or be about to.
    mutating func serveCandidate(at now: Instant, _ actions: inout [LeaseAction]) {
        switch state {
        case .free: openForCandidate(at: now, &actions)
        case .ready: state = .held(grantCandidate(at: now, &actions))
        case .orphaned(let trial):
            state = .connecting(
                grantCandidate(at: now, &actions),
                trial.renewed(at: now, under: policy)
            )
        case .releasing(nil, _): choose(takeCandidate())
        case .connecting, .held, .releasing, .down, .stoppingConnect, .stoppingLink, .stopped:
            break
        }
    }

    /// The lease and its link go on to the next, when the heir has not answered in time and there
    /// is a next. The heir keeps its place, in front.
    mutating func passOverIfOverdue(at now: Instant, _ actions: inout [LeaseAction]) {
        guard let heir = tenancy, case .awaited(let until) = heir.answer, until <= now,
            line.hasCandidate
        else { return }
        actions.append(.passOver(heir.session))
        let next = grantCandidate(at: now, &actions)
        line.insert(heir.passedOver)
        switch state {
        case .held: state = .held(next)
        case .connecting(_, let trial):
            state = .connecting(next, trial.renewed(at: now, under: policy))
        default: preconditionFailure("an heir holds")
        }
    }

    mutating func shutDown(at now: Instant, _ actions: inout [LeaseAction]) {
        for waiter in line.removeAll() {
            actions.append(.end(ending(waiter, .gatewayShutdown, at: now)))
        }
        switch state {
        case .held(let tenancy):
            actions.append(.end(tenancy.ending(.gatewayShutdown, .holding, at: now)))
            actions.append(.releaseLink)
            state = .stoppingLink
        case .connecting(let tenancy, let trial):
            actions.append(.end(tenancy.ending(.gatewayShutdown, .connecting, at: now)))
            state = trial.attempt == .underWay ? .stoppingConnect : .stopped
        case .orphaned(let trial), .down(let trial):
            state = trial.attempt == .underWay ? .stoppingConnect : .stopped
        case .releasing(let next, let exit):
            if let next {
                actions.append(.end(ending(next.waiter, .gatewayShutdown, at: now)))
            }
            if exit == .clearing { actions.append(.releaseLink) }
            state = .stoppingLink
        case .ready:
            actions.append(.releaseLink)
            state = .stoppingLink
        case .free: state = .stopped
        case .stoppingConnect, .stoppingLink, .stopped: break
        }
    }
}

extension LeaseStateMachine {
    /// Why nobody at all is let in now; nil when the device decides.
    private var refusalForAll: EndReason? {
        switch state {
        case .stoppingConnect, .stoppingLink, .stopped: .gatewayShutdown
        case _ where service == .drained: .deviceDrained
        default: admission == .suspended ? .resourceExhausted : nil
        }
    }

    /// Whether one more may be in line. At a device that is down the first who can take the lease
    /// always may: it is tried only while somebody does, and would stay down for ever.
    var hasRoom: Bool {
        if case .down = state, !line.hasCandidate { return true }
        return line.count < policy.queueDepthMax
    }

    /// A half-closed client makes room for whoever is there to take the lease.
    mutating func yieldHalfClosed(at now: Instant, _ actions: inout [LeaseAction]) {
        if let tenancy, tenancy.client == .halfClosed {
            endSession(tenancy.session, .clientClosed, at: now, &actions)
        } else if let next = nextHolder, next.client == .halfClosed {
            endSession(next.waiter.session, .clientClosed, at: now, &actions)
        }
    }

    /// An arrival that does not wait is alive by its handshake.
    private func grantOnArrival(
        _ arrival: LeaseLine.Waiter,
        _ actions: inout [LeaseAction]
    ) -> Tenancy {
        actions.append(.grant(arrival.session))
        return Tenancy(arrival, grantedAt: arrival.arrivedAt, answer: .given, client: .here)
    }

    /// Whoever waited has to show that it is still there; the caller sets the state.
    func grant(
        _ next: NextHolder,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) -> Tenancy {
        precondition(now >= next.waiter.arrivedAt)
        actions.append(.grant(next.waiter.session))
        return Tenancy(
            next.waiter,
            grantedAt: now,
            answer: .awaited(until: now + policy.heirAnswerMax),
            client: next.client
        )
    }

    private func turnedAway(_ session: SessionID, _ reason: EndReason) -> Ending {
        Ending(
            session: session,
            reason: reason,
            phase: .arriving,
            role: .refused,
            waited: .zero,
            held: .zero
        )
    }

    func ending(_ waiter: LeaseLine.Waiter, _ reason: EndReason, at now: Instant) -> Ending {
        Ending(
            session: waiter.session,
            reason: reason,
            phase: .queued,
            role: .waiter,
            waited: now - waiter.arrivedAt,
            held: .zero
        )
    }

    private mutating func updateTenancy(
        of session: SessionID,
        _ change: (inout Tenancy) -> Void
    ) {
        guard var tenancy, tenancy.session == session else {
            preconditionFailure("an event about a session that does not hold")
        }
        change(&tenancy)
        keep(tenancy)
    }

    /// Opens what may be opened: nothing before the grant is recorded, nothing of the heir's
    /// before somebody is known to be there, and nothing for one whose time is over in this turn.
    mutating func openGates(_ actions: inout [LeaseAction]) {
        guard case .held(var tenancy) = state, tenancy.isRecorded, tenancy.gate != .both else {
            return
        }
        if tenancy.gate == .shut {
            tenancy.gate = .output
            actions.append(.startOutput(tenancy.session))
        }
        if tenancy.answer == .given {
            tenancy.gate = .both
            actions.append(.startInput(tenancy.session))
        }
        state = .held(tenancy)
    }
}
