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

    /// Nobody's open link is kept only where that is wanted, and of a device in service.
    mutating func settleLink(_ actions: inout [LeaseAction]) {
        guard state == .ready, service == .drained || policy.linkLife == .perLease else { return }
        actions.append(.releaseLink)
        state = .releasing(nil, .closing)
    }
}
