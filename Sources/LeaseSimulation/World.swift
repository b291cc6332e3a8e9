// What stands around the machine in a simulation: clients that are there, have finished or have
// vanished, the link to the device, the journal, and the clock. It carries the machine's actions
// out and knows no rule about leases: whether an action was right, the auditor says.

import LeaseCore

/// The surroundings of one device's machine.
public struct World: Hashable, Sendable {
    struct Client: Hashable, Sendable {
        var session: SessionID
        var claim: Claim
        /// Its FIN has been read.
        var hasFinished = false
        /// It acknowledges nothing, until it is found dead or comes back.
        var hasVanished = false
        /// It was in line or next, so that a grant's notice has to be acknowledged.
        var hasWaited = false
        /// A grant's notice is on its way to it, and not acknowledged.
        var owesAnswer = false
        /// What it is to the device, as far as it could know; nil until that is decided.
        var standing: Keystroke.Standing?
        var grants = 0
        /// What it has typed and the gateway has not read.
        var unread: [Keystroke] = []
        /// The holder's bytes go to the device.
        var isServed = false
        /// The gateway has noticed that it does not answer.
        var isUnheard = false
    }

    public internal(set) var now = Instant(nanoseconds: 0)
    var link = SimulatedLink.closed
    /// Everybody who has arrived and not ended, in order of arrival.
    var clients: [Client] = []
    var holder: SessionID?
    /// The grants that stand and that the journal has not yet written, in order.
    var unwrittenGrants: [SessionID] = []
    var arrivals = 0
    var admissionIsSuspended = false
    var isDrained = false
    var isStopping = false

    /// Changes what the event itself says, before the machine hears of it.
    mutating func happen(_ event: LeaseEvent) {
        switch event {
        case .sessionArrived(let session, let claim):
            arrivals += 1
            clients.append(Client(session: session, claim: claim))
        case .clientFinished(let session, _): change(session) { $0.hasFinished = true }
        case .grantRecorded: unwrittenGrants.removeFirst()
        case .heirAnswered(let session): change(session) { $0.owesAnswer = false }
        case .linkOpened, .lineCleared: link = .open
        case .linkFailed, .linkLost, .linkReleased: link = .closed
        case .admissionSuspended: admissionIsSuspended = true
        case .admissionResumed: admissionIsSuspended = false
        case .shutdownRequested: isStopping = true
        case .holderFellSilent(let session): change(session) { $0.isUnheard = true }
        case .holderHeard(let session): change(session) { $0.isUnheard = false }
        case .drainRequested: isDrained = true
        case .resumeRequested: isDrained = false
        case .sessionMoved(_, before: let event):
            if let event { happen(event) }
        case .sessionWithdrawn, .wantedElsewhere: break
        case .answerOver, .sessionEnded, .holderTyped, .deviceMoved, .policyChanged,
            .deadlinePassed:
            break
        }
    }

    /// Everybody types, all the time, whoever has the lease: what the network lets through.
    mutating func type() {
        for index in clients.indices {
            let client = clients[index]
            guard let standing = client.standing, !client.hasFinished, !client.hasVanished else {
                continue
            }
            clients[index].unread.append(Keystroke(standing: standing, grants: client.grants))
        }
    }

    /// Takes what a client has typed out of its socket.
    mutating func takeUnread(of session: SessionID) -> [Keystroke] {
        var unread: [Keystroke] = []
        change(session) { swap(&$0.unread, &unread) }
        return unread
    }

    mutating func carryOut(_ actions: [LeaseAction]) {
        for action in actions {
            switch action {
            case .expect(let session):
                change(session) {
                    $0.hasWaited = true
                    $0.standing = .next
                }
            case .enqueue(let session, _):
                change(session) {
                    $0.hasWaited = true
                    $0.standing = .inLine
                }
            case .grant(let session):
                holder = session
                unwrittenGrants.append(session)
                change(session) {
                    $0.owesAnswer = $0.hasWaited
                    $0.standing = .holder
                    $0.grants += 1
                    $0.isUnheard = false
                }
            case .passOver(let session):
                holder = nil
                unwrittenGrants.removeAll { $0 == session }
                change(session) { $0.standing = .inLine }
            case .startInput(let session): change(session) { $0.isServed = true }
            case .end(let ending): forget(ending.session)
            case .openLink: link = .opening
            case .releaseLink: link = .closing
            case .clearLine: link = .clearing
            case .tell, .startOutput, .tellTrial, .warn, .announceDown: break
            }
        }
    }

    /// Whether the link stays as it is for as long as nobody comes.
    var linkIsAtRest: Bool { link == .closed || link == .open && holder == nil && !isStopping }

    mutating func change(_ session: SessionID, _ change: (inout Client) -> Void) {
        guard let index = clients.firstIndex(where: { $0.session == session }) else { return }
        change(&clients[index])
    }

    private mutating func forget(_ session: SessionID) {
        clients.removeAll { $0.session == session }
        unwrittenGrants.removeAll { $0 == session }
        if holder == session { holder = nil }
    }
}
