// What a pool means to one of its devices: somebody comes over from a sibling's line, or leaves for
// one, and somebody there may want this device. Whom to move is asked here and decided outside: the
// machine is a value, and a copy of it says what it would do.

extension LeaseStateMachine {
    /// Puts a visitor where its ticket entitles it to be, lets the event happen, and serves whoever
    /// can be served then.
    mutating func move(
        _ visitor: Visitor,
        before event: LeaseEvent?,
        at now: Instant,
        _ actions: inout [LeaseAction]
    ) {
        precondition(isUnknown(visitor.session) && visitor.arrivedAt <= now)
        line.insert(
            .init(session: visitor.session, claim: visitor.claim, arrivedAt: visitor.arrivedAt)
        )
        if let event { take(event, at: now, &actions) }
        guard line.index(of: visitor.session) != nil else { return }
        yieldHalfClosed(at: now, &actions)
        serveCandidate(at: now, &actions)
    }

    /// Somebody goes on in a sibling's line: that is no end.
    mutating func withdraw(_ session: SessionID) {
        if let next = nextHolder, next.waiter.session == session {
            choose(takeCandidate())
        } else if let index = line.index(of: session) {
            line.remove(at: index)
        } else {
            preconditionFailure("only who waits here can go on waiting elsewhere")
        }
    }

    /// Whether nobody here has to do with the session.
    func isUnknown(_ session: SessionID) -> Bool {
        tenancy?.session != session && nextHolder?.waiter.session != session
            && line.index(of: session) == nil
    }
}

// MARK: What is asked

extension LeaseStateMachine {
    /// Whether the visitor has the lease, or is next, if it is in this line when the event happens:
    /// it comes before everybody who could take it instead.
    public func wouldServe(_ visitor: Visitor, when event: LeaseEvent?, at now: Instant) -> Bool {
        guard admits(visitor, at: now) else { return false }
        var trial = self
        _ = trial.handle(.sessionMoved(visitor, before: event), at: now)
        return trial.holder == visitor.session
            || trial.nextHolder?.waiter.session == visitor.session
    }

    /// Whether somebody from a sibling's line could be served with no further event.
    public var isOpenToVisitors: Bool {
        guard service == .inService else { return false }
        return switch state {
        case .free, .ready, .orphaned, .releasing(nil, _): true
        case .connecting(let tenancy, _), .held(let tenancy): tenancy.client == .halfClosed
        case .releasing(let next?, _): next.client == .halfClosed
        case .down, .stoppingConnect, .stoppingLink, .stopped: false
        }
    }

    /// Whether somebody new is allowed to come over: not where its time in line would be over.
    public func admits(_ visitor: Visitor, at now: Instant) -> Bool {
        service == .inService && !isStopping && isUnknown(visitor.session)
            && visitor.arrivedAt + policy.queueTimeout > now
    }

    /// What would become of an arrival.
    public func reception(of session: SessionID, _ claim: Claim, at now: Instant) -> Reception {
        var trial = self
        let actions = trial.handle(.sessionArrived(session, claim), at: now)
        for case .end(let ending) in actions where ending.session == session {
            return .refused(ending.reason)
        }
        return trial.standing(of: session)
    }

    /// What would become of somebody who goes on waiting here. `queue_max` counts for it as for an
    /// arrival.
    public func reception(of visitor: Visitor, at now: Instant) -> Reception {
        guard admits(visitor, at: now) else {
            return .refused(service == .drained ? .deviceDrained : .queueTimeout)
        }
        var trial = self
        _ = trial.handle(.sessionMoved(visitor, before: nil), at: now)
        let standing = trial.standing(of: visitor.session)
        if case .inLine = standing, !hasRoom { return .refused(.queueFull) }
        return standing
    }

    private func standing(of session: SessionID) -> Reception {
        if holder == session { return .granted }
        guard let index = line.index(of: session) else { return .next }
        if case .down = state { return .inLine(place(at: index), isDown: true) }
        return .inLine(place(at: index), isDown: false)
    }

    private var isStopping: Bool {
        switch state {
        case .stoppingConnect, .stoppingLink, .stopped: true
        default: false
        }
    }
}
