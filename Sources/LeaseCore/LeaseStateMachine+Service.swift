// The operator's part: out of service and back, and the configuration read again. A holder is never
// cut by either.

extension LeaseStateMachine {
    /// Whoever waits leaves; the holder stays for as long as it wants.
    mutating func drain(at now: Instant, _ actions: inout [LeaseAction]) {
        service = .drained
        for waiter in line.removeAll() {
            actions.append(.end(ending(waiter, .deviceDrained, at: now)))
        }
        if let next = nextHolder {
            actions.append(.end(ending(next.waiter, .deviceDrained, at: now)))
            choose(nil)
        }
    }

    /// Whoever has an open link keeps it, and leaves it behind at the end of the lease.
    mutating func deviceMoved(at now: Instant, _ actions: inout [LeaseAction]) {
        if case .ready = state { release(for: nil, at: now, &actions) }
    }

    /// Nobody's open link is kept only where that is wanted, and of a device in service; one that
    /// stands is opened for nobody.
    mutating func settleLink(at now: Instant, _ actions: inout [LeaseAction]) {
        switch state {
        case .ready where service == .drained || policy.linkLife == .perLease:
            release(for: nil, at: now, &actions)
        case .free where linkStands:
            actions.append(.openLink)
            state = .orphaned(trialBegun(at: now))
        default: break
        }
    }

    /// Whether the link is wanted even by nobody.
    var linkStands: Bool { policy.linkLife == .standing && service == .inService }
}
