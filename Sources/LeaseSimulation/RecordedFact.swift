// What the history is told of a session, as the gateway derives it from the actions: its kind only.
// The facts themselves, with all that stands in a row, are LeaseCore's `SessionFact`.

import LeaseCore

enum RecordedFact: Hashable, Sendable {
    case arrived(SessionID), granted(SessionID), passedOver(SessionID), ended(SessionID)

    var session: SessionID {
        switch self {
        case .arrived(let session), .granted(let session), .passedOver(let session),
            .ended(let session):
            session
        }
    }
}
