// How sessions come and go: admission on arrival, FIN and its lingering answer, every other end,
// and the grant with its three gates (recorded, link open, somebody there).

extension LeaseStateMachine {
    mutating func arrive(_ session: SessionID, at now: Instant, _ actions: inout [LeaseAction]) {
        precondition(tenancy?.session != session && line.index(of: session) == nil)
        if let refusal = refusalForAll {
            actions.append(.end(turnedAway(session, refusal)))
            return
        }
        yieldHalfClosed(at: now, &actions)
        switch state {
        case .free:
            grant(session, arrivedAt: now, at: now, &actions)
            state = .connecting(tenancy(session, now, now), .begun(at: now, under: policy))
            actions.append(.openLink)
        case .orphaned(let trial):
            grant(session, arrivedAt: now, at: now, &actions)
            state = .connecting(tenancy(session, now, now), renewed(trial, at: now))
        case .releasing where line.candidate == nil:
            line.append(.init(session: session, arrivedAt: now))
            actions.append(.expect(session))
        case .connecting, .held, .releasing, .down:
            guard hasRoom else {
                actions.append(.end(turnedAway(session, .queueFull)))
                return
            }
            line.append(.init(session: session, arrivedAt: now))
            let place = place(at: line.count - 1)
            line.setPositionTold(place.position, at: line.count - 1)
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
        let lingers = answerDue && line.candidate.map { $0.waiter.session == session } ?? true
        switch state {
        case .connecting(var tenancy, let trial) where tenancy.session == session && lingers:
            tenancy.client = .halfClosed
            state = .connecting(tenancy, trial)
        case .held(var tenancy) where tenancy.session == session && lingers:
            tenancy.client = .halfClosed
            state = .held(tenancy)
        case .releasing
        where lingers && line.candidate?.waiter.session == session
            && line.count == 1:
            line.setPresence(.halfClosed, at: 0)
        default:
            endSession(session, .clientClosed, at: now, &actions)
        }
    }

    mutating func answerOver(
        _ session: SessionID,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        precondition(tenancy?.session == session && tenancy?.client == .halfClosed)
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
            actions.append(.releaseLink)
            state = .releasing
        case .connecting(let tenancy, let trial):
            actions.append(.end(tenancy.ending(reason, .connecting, at: now)))
            if line.candidate != nil {
                let heir = grantCandidate(at: now, &actions)
                state = .connecting(heir, renewed(trial, at: now))
            } else if trial.attempt == .underWay {
                state = .orphaned(trial)
            } else {
                state = .free
            }
        default:
            preconditionFailure("only a holder can end so")
        }
    }

    /// Hands the lease to the first who can take it; the caller sets the state.
    mutating func grantCandidate(at now: Instant, _ actions: inout [LeaseAction]) -> Tenancy {
        guard let (index, waiter) = line.candidate else {
            preconditionFailure("a grant needs somebody in line")
        }
        line.remove(at: index)
        grant(waiter.session, arrivedAt: waiter.arrivedAt, at: now, &actions)
        var tenancy = tenancy(waiter.session, waiter.arrivedAt, now)
        tenancy.answer = .awaited(until: now + policy.heirAnswerMax)
        if waiter.presence == .halfClosed { tenancy.client = .halfClosed }
        return tenancy
    }

    mutating func grantRecorded(_ session: SessionID, _ actions: inout [LeaseAction]) {
        updateTenancy(of: session, &actions) { $0.isRecorded = true }
    }

    mutating func heirAnswered(
        _ session: SessionID,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        if let index = line.index(of: session) {
            precondition(line.waiters[index].presence == .silent)
            line.setPresence(.here, at: index)
            if case .free = state { openForCandidate(at: now, &actions) }
        } else {
            updateTenancy(of: session, &actions) { $0.answer = .given }
        }
    }

    /// The lease and its link go on to the next, when the heir has not answered in time and there
    /// is a next. The heir keeps its place, in front.
    mutating func passOverIfOverdue(at now: Instant, _ actions: inout [LeaseAction]) {
        guard let heir = tenancy, case .awaited(let until) = heir.answer, until <= now,
            line.candidate != nil
        else { return }
        actions.append(.passOver(heir.session))
        let next = grantCandidate(at: now, &actions)
        line.putInFront(
            .init(session: heir.session, arrivedAt: heir.arrivedAt, presence: .silent)
        )
        switch state {
        case .held: state = .held(next)
        case .connecting(_, let trial): state = .connecting(next, renewed(trial, at: now))
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
        case .releasing: state = .stoppingLink
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
        default: admission == .suspended ? .resourceExhausted : nil
        }
    }

    /// Whether one more may be in line. At a device that is down the first one always may: it is
    /// tried only while somebody waits, and would stay down for ever.
    private var hasRoom: Bool {
        if case .down = state, line.isEmpty { return true }
        let nextHolders = if case .releasing = state { 1 } else { 0 }
        return line.count - nextHolders < policy.queueDepthMax
    }

    /// A half-closed client makes room for whoever arrives.
    private mutating func yieldHalfClosed(at now: Instant, _ actions: inout [LeaseAction]) {
        if let tenancy, tenancy.client == .halfClosed {
            endSession(tenancy.session, .clientClosed, at: now, &actions)
        } else if let first = line.first, first.presence == .halfClosed {
            endSession(first.session, .clientClosed, at: now, &actions)
        }
    }

    private func grant(
        _ session: SessionID,
        arrivedAt: Instant,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        precondition(now >= arrivedAt)
        actions.append(.grant(session))
    }

    private func tenancy(
        _ session: SessionID,
        _ arrivedAt: Instant,
        _ grantedAt: Instant
    ) -> Tenancy {
        Tenancy(
            session: session,
            arrivedAt: arrivedAt,
            grantedAt: grantedAt,
            answer: .given,
            client: .here
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
        _ actions: inout [LeaseAction],
        _ change: (inout Tenancy) -> Void
    ) {
        guard var tenancy, tenancy.session == session else {
            preconditionFailure("an event about a session that does not hold")
        }
        change(&tenancy)
        switch state {
        case .connecting(_, let trial): state = .connecting(tenancy, trial)
        default:
            openGates(of: &tenancy, &actions)
            state = .held(tenancy)
        }
    }

    /// Opens what may be opened: nothing before the grant is recorded, nothing of the heir's
    /// before somebody is known to be there.
    func openGates(of tenancy: inout Tenancy, _ actions: inout [LeaseAction]) {
        guard tenancy.isRecorded else { return }
        if tenancy.gate == .shut {
            tenancy.gate = .output
            actions.append(.startOutput(tenancy.session))
        }
        if tenancy.gate == .output, tenancy.answer == .given {
            tenancy.gate = .both
            actions.append(.startInput(tenancy.session))
        }
    }
}
