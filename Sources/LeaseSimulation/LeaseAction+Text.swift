// How what the machine wants done reads in a transcript: in the words of the product, not in the
// names of the code.

import LeaseCore

extension Place {
    var text: String { "\(position) of \(length)" }
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
        case .clearLine: "clear the line"
        case .tellTrial(let session, let failure, let left):
            "\(session.text) has no link: \(failure.reason.rawValue), \(left) left"
        case .warn(let session, .limit(let reason, let left, let next)):
            "\(session.text) is warned: \(reason.rawValue) in \(left), then \(next.text)"
        case .warn(let session, .preemption(let left, let next)):
            "\(session.text) is to give way to \(next.text) in \(left)"
        case .warn(let session, .preemptionLifted): "\(session.text) may stay"
        case .announceDown: "the device is down"
        }
    }
}
