// How what happened reads in a transcript: in the words of the product, not in the names of the
// code.

import LeaseCore

extension Claim {
    var text: String { "\(user ?? "somebody") with priority \(priority)" }
}

extension LeaseEvent {
    var text: String {
        switch self {
        case .sessionArrived(let session, let claim):
            "\(session.text) arrived" + (claim == .anybody ? "" : ", \(claim.text)")
        case .clientFinished(let session, let answerDue):
            "\(session.text) sent FIN" + (answerDue ? ", an answer is due" : "")
        case .answerOver(let session): "\(session.text) has its answer"
        case .sessionEnded(let session, let reason): "\(session.text): \(reason.rawValue)"
        case .grantRecorded(let session): "\(session.text)'s grant is recorded"
        case .heirAnswered(let session): "\(session.text) answered"
        case .linkOpened: "the link opened"
        case .linkFailed(.refused): "the device refused"
        case .linkFailed(.unreachable): "the device did not answer"
        case .linkLost(let reason): "the link was lost: \(reason.rawValue)"
        case .linkReleased: "the link is gone"
        case .lineCleared: "the line is clean"
        case .holderTyped(let session, let instant):
            "\(session.text) typed, last at \(instant.text)"
        case .holderFellSilent(let session): "\(session.text) does not answer"
        case .holderHeard(let session): "\(session.text) answers again"
        case .admissionSuspended: "the history is full"
        case .admissionResumed: "the history writes again"
        case .drainRequested: "out of service"
        case .resumeRequested: "back in service"
        case .deviceMoved: "the device is somewhere else"
        case .policyChanged: "other rules"
        case .sessionMoved(let visitor, before: let event):
            "\(visitor.session.text) comes over" + (event.map { "; \($0.text)" } ?? "")
        case .sessionWithdrawn(let session): "\(session.text) goes to another device"
        case .wantedElsewhere(let isWanted):
            isWanted ? "somebody elsewhere wants it" : "nobody elsewhere wants it"
        case .deadlinePassed: "a deadline passed"
        case .shutdownRequested: "the gateway is to stop"
        }
    }
}
