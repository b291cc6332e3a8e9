// What can happen to a device's lease: the only things that the machine is ever told, all in the
// past tense. To add one: a case here, its arm in `LeaseStateMachine.handle`, its place in the
// simulation's workload.

/// Something that happened. Events about a session name one that has arrived and not yet ended.
public enum LeaseEvent: Hashable, Sendable {
    /// A client was accepted for the device, and is known as far as it will be. The session was not
    /// known before.
    case sessionArrived(SessionID, Claim = .anybody)
    /// The client's FIN was read. `answerDue`: it wrote something that the device may still answer.
    case clientFinished(SessionID, answerDue: Bool)
    /// The answer that a half-closed client lingered for has come, or is no longer awaited.
    case answerOver(SessionID)
    /// The session ended in any other way. The first cause wins: there is no second such event.
    case sessionEnded(SessionID, EndReason)
    /// The holder's grant is in the history, or will never be and goes on not durable. A grant that
    /// was passed over in the meantime is not reported, even if the session has the lease again.
    case grantRecorded(SessionID)
    /// The session's TCP acknowledged the grant's notice: somebody is there.
    case heirAnswered(SessionID)
    /// The link that was being opened is open.
    case linkOpened
    /// The link that was being opened could not be.
    case linkFailed(LinkFailure)
    /// An open link ended by itself, and is gone. The reason is one of the device's side.
    case linkLost(EndReason)
    /// The link that was to be released is gone.
    case linkReleased
    /// The line of a kept link is clean: the last holder's bytes and their answers are over.
    case lineCleared
    /// The holder sent something, last at that time. Told before any other event of which the time
    /// has come, so that nobody is idle who is not.
    case holderTyped(SessionID, at: Instant)
    /// The holder's connection has stopped answering. It is not given up yet.
    case holderFellSilent(SessionID)
    /// It answers again.
    case holderHeard(SessionID)
    /// The history's journal is full: nobody new may be admitted.
    case admissionSuspended
    /// The history writes again.
    case admissionResumed
    /// An operator takes the device out of service: the holder stays, nobody else does.
    case drainRequested
    /// The device is in service, from the start on or again.
    case resumeRequested
    /// The configuration has the device somewhere else: an open link that nobody has is not for the
    /// next lease.
    case deviceMoved
    /// The configuration was read again.
    case policyChanged(LeasePolicy)
    /// Somebody from the line of a sibling, another device of a pool, is in this one's from now on,
    /// where its ticket entitles it to be; and then, in the same turn, the other event happened.
    indirect case sessionMoved(Visitor, before: LeaseEvent?)
    /// Somebody who waits here goes on in a sibling's line.
    case sessionWithdrawn(SessionID)
    /// Whether somebody in a sibling's line could take this device.
    case wantedElsewhere(Bool)
    /// The time in `nextDeadline` has come.
    case deadlinePassed
    /// The gateway is going down: everybody leaves, the device is left politely.
    case shutdownRequested
}
