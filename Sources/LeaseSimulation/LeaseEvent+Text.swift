// How what happened reads in a transcript: in the words of the product, not in the names of the
// code.

import LeaseCore

extension LeaseEvent {
    var text: String {
        switch self {
        case .sessionArrived(let session, _): "\(session.text) arrived"
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
        case .admissionSuspended: "the history is full"
        case .admissionResumed: "the history writes again"
        case .deadlinePassed: "a deadline passed"
        case .shutdownRequested: "the gateway is to stop"
        }
    }
}
