// The facts that follow from the actions, by the gateway's reading of them: a session's row begins
// with the first thing that is decided about it. Whether they make whole rows, the auditor says.

import LeaseCore

/// The gateway's way of writing down what happens.
struct Recorder: Hashable, Sendable {
    private var begun: Set<SessionID> = []

    mutating func facts(of action: LeaseAction) -> [RecordedFact] {
        switch action {
        case .expect(let session), .enqueue(let session, _): return beginning(of: session)
        case .grant(let session): return beginning(of: session) + [.granted(session)]
        case .passOver(let session): return [.passedOver(session)]
        case .end(let ending):
            defer { begun.remove(ending.session) }
            return beginning(of: ending.session) + [.ended(ending.session)]
        case .tell, .startOutput, .startInput, .openLink, .releaseLink, .clearLine, .tellTrial,
            .warn, .announceDown:
            return []
        }
    }

    /// The row of one that goes on at another device is written on from there.
    mutating func leave(_ session: SessionID) { begun.remove(session) }
    mutating func join(_ session: SessionID) { begun.insert(session) }

    private mutating func beginning(of session: SessionID) -> [RecordedFact] {
        begun.insert(session).inserted ? [.arrived(session)] : []
    }
}
