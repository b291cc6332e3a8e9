// What can be simulated: anything with LeaseStateMachine's one door, its one deadline and its
// views. A protocol only so that tests can put a machine with a planted fault in its place.

import LeaseCore

/// A machine under simulation: a value, so that runs can branch, and hashable, so that branches
/// that meet are followed once.
public protocol LeaseDecider: Hashable {
    mutating func handle(_ event: LeaseEvent, at now: Instant) -> [LeaseAction]
    var nextDeadline: Instant? { get }
    var isStopped: Bool { get }
    var deviceState: DeviceState { get }
    var linkState: LinkState { get }
    var holder: SessionID? { get }
    var queue: [(session: SessionID, place: Place)] { get }
    /// What of its answer the gateway does to bytes, and what it writes down: all of it, unless a
    /// fault is planted there.
    mutating func relayed(_ actions: [LeaseAction]) -> [LeaseAction]
    mutating func recorded(_ actions: [LeaseAction]) -> [LeaseAction]
}

extension LeaseDecider {
    public func relayed(_ actions: [LeaseAction]) -> [LeaseAction] { actions }
    public func recorded(_ actions: [LeaseAction]) -> [LeaseAction] { actions }
}

extension LeaseStateMachine: LeaseDecider {}
