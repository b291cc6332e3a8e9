// Whom an event is about, for those who pass events on. What it means is the machine's to say. To
// add an event: its case here, where it is about a session.

extension LeaseEvent {
    /// Whom it is about; nil for what concerns the device.
    public var session: SessionID? {
        switch self {
        case .sessionArrived(let session, _), .clientFinished(let session, _),
            .answerOver(let session), .sessionEnded(let session, _), .grantRecorded(let session),
            .heirAnswered(let session), .holderTyped(let session, _),
            .holderFellSilent(let session), .holderHeard(let session),
            .sessionWithdrawn(let session):
            session
        case .sessionMoved(let visitor, _): visitor.session
        case .linkOpened, .linkFailed, .linkLost, .linkReleased, .lineCleared, .admissionSuspended,
            .admissionResumed, .drainRequested, .resumeRequested, .deviceMoved, .policyChanged,
            .wantedElsewhere, .deadlinePassed, .shutdownRequested:
            nil
        }
    }
}
