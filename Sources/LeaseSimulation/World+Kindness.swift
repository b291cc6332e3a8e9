// The end of a run: from then on the world is kind, and everybody has to get what it came for. What
// is done about those who have vanished is the run's.

import LeaseCore

extension World {
    /// What a kind world would do next; nil: it waits for time to pass, or has nothing left to do.
    var nextKindness: LeaseEvent? {
        if link == .opening { return .linkOpened }
        if link == .closing { return .linkReleased }
        if link == .clearing { return .lineCleared }
        if let session = unwrittenGrants.first { return .grantRecorded(session) }
        if let client = clients.first(where: \.owesAnswer) { return .heirAnswered(client.session) }
        guard let client = clients.first(where: \.isServed) else { return nil }
        return client.hasFinished
            ? .answerOver(client.session) : .clientFinished(client.session, answerDue: false)
    }
}
