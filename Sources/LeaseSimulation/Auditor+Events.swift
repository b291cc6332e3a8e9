// What an event says about the device and its sessions, before the machine has answered: the facts
// and not what should follow from them.

import LeaseCore

extension Auditor {
    mutating func note(_ event: LeaseEvent) {
        switch event {
        case .sessionArrived(let session, let claim):
            stays.append(Stay(session: session, claim: claim, arrivedAt: turn.now))
            noteClaim(of: session, claim)
        case .clientFinished(let session, let answerDue):
            let isServed = session == holder || session == next
            if answerDue, isServed, candidate == nil {
                change(session) { $0.isHalfClosed = true }
            } else {
                turn.causes[session] = .clientClosed
            }
        case .answerOver(let session): turn.causes[session] = .clientClosed
        case .sessionEnded(let session, let reason): turn.causes[session] = reason
        case .grantRecorded(let session): change(session) { $0.lease?.isRecorded = true }
        case .heirAnswered(let session):
            change(session) {
                $0.isSilent = false
                $0.lease?.isAnswered = true
            }
        case .holderTyped(let session, let instant):
            change(session) { $0.lease?.typed(at: instant) }
        case .holderFellSilent(let session):
            change(session) { $0.lease?.isUnheard = true }
            noteSilence()
        case .holderHeard(let session): change(session) { $0.lease?.isUnheard = false }
        case .admissionSuspended: isSuspended = true
        case .admissionResumed: isSuspended = false
        case .drainRequested:
            isDrained = true
            for stay in stays where stay.lease == nil { turn.causes[stay.session] = .deviceDrained }
        case .resumeRequested: isDrained = false
        case .deviceMoved: turn.deviceMoved = true
        case .policyChanged(let policy): self.policy = policy
        case .sessionMoved(let visitor, before: let event):
            noteMove(of: visitor)
            if let event { note(event) }
        case .sessionWithdrawn(let session):
            stays.removeAll { $0.session == session }
            if next == session { next = nil }
            rows[session] = nil
        case .wantedElsewhere(let isWanted): isWantedElsewhere = isWanted
        case .shutdownRequested:
            isStopping = true
            isDown = false
            for stay in stays { turn.causes[stay.session] = .gatewayShutdown }
        case .deadlinePassed: break
        case .linkOpened, .linkFailed, .linkLost, .linkReleased, .lineCleared: noteLink(event)
        }
        choose()
    }

    /// It stands where its ticket entitles it to be, with the row that it has.
    private mutating func noteMove(of visitor: Visitor) {
        var stay = Stay(
            session: visitor.session,
            claim: visitor.claim,
            arrivedAt: visitor.arrivedAt
        )
        stay.standing = .inLine
        let index = stays.firstIndex {
            (visitor.arrivedAt, visitor.session) < ($0.arrivedAt, $0.session)
        }
        stays.insert(stay, at: index ?? stays.endIndex)
        rows[visitor.session] = .waiting
    }

    private mutating func noteLink(_ event: LeaseEvent) {
        link = event == .linkOpened || event == .lineCleared ? .open : .closed
        lineIsClean = true
        bytesOnLine = nil
        switch event {
        case .linkFailed(let failure):
            if holder == nil, linkStands { isDown = true }
            tries.fail(failure, at: turn.now, isDown: isDown, under: policy)
            if holder == nil, !isDown { tries.end() }
        case .linkLost(let reason):
            turn.linkWasLost = true
            tries.forgetRelease()
            if let holder { turn.causes[holder] = reason } else { loseStandingLink() }
        case .linkOpened:
            isDown = false
            tries.end()
            let now = turn.now
            if let holder { change(holder) { $0.lease?.typed(at: now) } }
        default: break
        }
    }

    /// A standing link that is lost is tried again after a pause, and not at once.
    mutating func loseStandingLink() {
        guard linkStands else { return }
        isDown = true
        tries.rest(at: turn.now, under: policy)
    }
}
