// The kinds of events, by which a random run chooses what happens next: a kind first, by its
// weight, then one of its events, so that many clients do not drown the one device.

import LeaseCore

enum EventKind: Int, CaseIterable, Hashable {
    case arrival, finish, answerOver, departure, record, answer, connect, loss, release, deadline
    case typing, silence, suspension, resumption, service, reconfiguration, shutdown

    init(_ event: LeaseEvent) {
        self =
            switch event {
            case .sessionArrived: .arrival
            case .clientFinished: .finish
            case .answerOver: .answerOver
            case .sessionEnded: .departure
            case .grantRecorded: .record
            case .heirAnswered: .answer
            case .linkOpened, .linkFailed: .connect
            case .linkLost: .loss
            case .linkReleased, .lineCleared: .release
            case .deadlinePassed: .deadline
            case .holderTyped: .typing
            case .holderFellSilent, .holderHeard: .silence
            case .drainRequested: .service
            case .resumeRequested: .resumption
            case .deviceMoved, .policyChanged: .reconfiguration
            // None of these is drawn: they follow from what happens at a sibling.
            case .sessionMoved, .sessionWithdrawn, .wantedElsewhere: .arrival
            case .admissionSuspended: .suspension
            case .admissionResumed: .resumption
            case .shutdownRequested: .shutdown
            }
    }

    /// How often, against the others', a kind is drawn in an ordinary world.
    var weight: Int {
        switch self {
        case .record, .answer, .connect, .release: 200
        case .arrival, .deadline: 100
        case .finish, .answerOver, .resumption: 60
        case .typing: 50
        case .silence: 30
        case .departure: 40
        case .loss: 20
        case .suspension, .service, .reconfiguration: 4
        case .shutdown: 1
        }
    }
}
