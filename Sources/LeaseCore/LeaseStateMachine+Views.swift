// What the outside may ask of the machine. Nothing here changes anything, and nothing here is
// decided: what is asked is read off the state and the line.

extension LeaseStateMachine {
    /// The device's state in one word.
    public var deviceState: DeviceState {
        guard service == .inService else { return isVacant ? .drained : .draining }
        return switch state {
        case .free, .ready, .stopped: .free
        case .connecting, .orphaned, .stoppingConnect: .connecting
        case .held: .held
        case .releasing, .stoppingLink: .releasing
        case .down: .down
        }
    }

    /// Nobody has the device, and nothing of the gateway's is on its way to it.
    private var isVacant: Bool {
        switch state {
        case .free, .ready, .down, .stopped: true
        case .connecting, .orphaned, .held, .releasing, .stoppingConnect, .stoppingLink: false
        }
    }

    /// The state of the gateway's own connection to the device.
    public var linkState: LinkState {
        switch state {
        case .free, .stopped: .closed
        case .ready, .held: .open
        case .releasing(_, .clearing): .open
        case .releasing(_, .closing), .stoppingLink: .closing
        case .orphaned, .stoppingConnect: .opening
        case .connecting(_, let trial), .down(let trial):
            trial.attempt == .underWay ? .opening : .closed
        }
    }

    /// Whether the last holder's link is on its way out, or is being cleared of what it left there;
    /// in service or not.
    public var isLinkLeaving: Bool {
        switch state {
        case .releasing, .stoppingLink: true
        default: false
        }
    }

    /// Who has the lease.
    public var holder: SessionID? { tenancy?.session }

    /// Who gets the lease next, if it were free now.
    public var next: SessionID? { (nextHolder?.waiter ?? line.candidate?.waiter)?.session }

    /// Who was chosen to be next and is in line no more, while the last holder's link is released.
    public var chosen: SessionID? { nextHolder?.waiter.session }

    /// Everybody who waits, the next holder first and then the line in order, with the place that
    /// each would be told.
    public var queue: [(session: SessionID, place: Place)] {
        let next = nextHolder.map { ($0.waiter.session, Place(position: 0, length: line.count)) }
        return (next.map { [$0] } ?? [])
            + line.waiters.indices.map { (line.waiters[$0].session, place(at: $0)) }
    }

    /// How many wait, in line or next.
    public var queueLength: Int { line.count + (nextHolder == nil ? 0 : 1) }

    /// Whether anybody new is let in, as far as the history is concerned.
    public var isAdmitting: Bool { admission == .open }

    /// Whether the device is in service, as far as operators are concerned.
    public var isInService: Bool { service == .inService }

    /// Whether everybody has left, the link is closed, and nothing will happen any more.
    public var isStopped: Bool { state == .stopped }

    /// When a holder whose link does not open yet gives up; nil when no link is being opened.
    public var deviceReadyBy: Instant? {
        if case .connecting(_, let trial) = state { trial.readyBy } else { nil }
    }

    var tenancy: Tenancy? {
        switch state {
        case .connecting(let tenancy, _), .held(let tenancy): tenancy
        default: nil
        }
    }

    var nextHolder: NextHolder? {
        if case .releasing(let next, _) = state { next } else { nil }
    }

    func place(at index: Int) -> Place {
        Place(position: index + 1, length: line.count)
    }
}
