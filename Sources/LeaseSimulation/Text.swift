// How sessions, places, times, events and actions read in a transcript and in what the auditor
// says: the words of the product, not the names of the code.

import LeaseCore

extension SessionID {
    var text: String { "session \(number)" }
}

extension SessionID? {
    var text: String { map(\.text) ?? "nobody" }
}

extension Place {
    var text: String { "\(position) of \(length)" }
}

extension Instant {
    /// Seconds since the start, with microseconds.
    var text: String {
        let microseconds = nanoseconds / 1_000
        let fraction = "\(1_000_000 + microseconds % 1_000_000)".dropFirst()
        return "\(microseconds / 1_000_000).\(fraction) s"
    }
}

extension LeaseEvent {
    var text: String {
        switch self {
        case .sessionArrived(let session): "\(session.text) arrived"
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
        case .admissionSuspended: "the history is full"
        case .admissionResumed: "the history writes again"
        case .deadlinePassed: "a deadline passed"
        case .shutdownRequested: "the gateway is to stop"
        }
    }
}

extension LeaseAction {
    var text: String {
        switch self {
        case .expect(let session): "\(session.text) is next"
        case .enqueue(let session, let place): "\(session.text) is \(place.text) in line"
        case .tell(let session, let place): "\(session.text) is now \(place.text)"
        case .grant(let session): "\(session.text) has the lease"
        case .passOver(let session): "\(session.text) is passed over"
        case .startOutput(let session): "output to \(session.text)"
        case .startInput(let session): "input from \(session.text)"
        case .end(let ending):
            "\(ending.session.text) ends: \(ending.reason.rawValue), \(ending.phase.rawValue)"
        case .openLink: "connect"
        case .releaseLink: "release the link"
        case .announceDown: "the device is down"
        }
    }
}
