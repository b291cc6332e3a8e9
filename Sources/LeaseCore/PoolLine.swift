// Everybody who came to a pool and is still there, in the order in which they came, whichever
// device's line they stand in. It knows who may be moved to which device, and who comes first
// there; whether that one would be served is the machine's to say, and to move it the driver's: the
// gateway's loop, or a simulation. Who came to a device itself is in that device's line alone.

/// The waiters of pools, over all devices that share them.
public struct PoolLine: Hashable, Sendable {
    /// How one who came to a pool stands at its device.
    enum Standing: Hashable, Sendable {
        case arriving
        /// Can go on to another device's line.
        case inLine
        /// It did not answer its grant: it is not moved before it does.
        case silent
        /// It is chosen, and stays so, unless the device goes out of service.
        case next
        case holding
    }

    struct Guest: Hashable, Sendable {
        let session: SessionID
        let arrivedAt: Instant
        var device: String
        /// What it claims at each device that it may have, by name.
        var claims: [String: Claim]
        var standing = Standing.arriving
    }

    private var guests: [Guest] = []
    /// Nobody counts for more than others: the first to come is the first everywhere.
    private var areAlike = true

    public init() {}

    /// Nobody is there who came to a pool.
    public var isEmpty: Bool { guests.isEmpty }

    /// Somebody has come, and is told to `device`'s machine now. Times never run backwards.
    public mutating func arrive(
        _ session: SessionID,
        at device: String,
        claims: [String: Claim],
        at now: Instant
    ) {
        precondition(guests.last.map { $0.arrivedAt <= now } ?? true)
        guests.append(Guest(session: session, arrivedAt: now, device: device, claims: claims))
        noteRanks(claims)
    }

    /// It goes on in another device's line.
    public mutating func move(_ session: SessionID, to device: String) {
        change(session) {
            $0.device = device
            $0.standing = .inLine
        }
    }

    /// Other devices are its pool's now.
    public mutating func setClaims(of session: SessionID, _ claims: [String: Claim]) {
        change(session) { $0.claims = claims }
        noteRanks(claims)
    }

    /// Its pool is no more: what it waits for is the device in whose line it stands.
    public mutating func leave(_ session: SessionID) { forget(session) }

    /// What an event has come to at one device. `chosen`: who is next there now.
    public mutating func note(
        _ event: LeaseEvent,
        _ actions: [LeaseAction],
        chosen: SessionID?
    ) {
        guard !guests.isEmpty else { return }
        note(event)
        for action in actions {
            switch action {
            case .enqueue(let session, _): change(session) { $0.standing = .inLine }
            case .passOver(let session): change(session) { $0.standing = .silent }
            case .grant(let session): change(session) { $0.standing = .holding }
            case .end(let ending): forget(ending.session)
            case .expect, .tell, .startOutput, .startInput, .openLink, .releaseLink, .clearLine,
                .tellTrial, .warn, .announceDown:
                break
            }
        }
        if let chosen { change(chosen) { $0.standing = .next } }
    }

    private mutating func note(_ event: LeaseEvent) {
        switch event {
        case .sessionMoved(_, before: let event?): note(event)
        case .heirAnswered(let session):
            change(session) { if $0.standing == .silent { $0.standing = .inLine } }
        default: break
        }
    }

    // MARK: What is asked

    /// The first of those in other devices' lines who may have `device`, and whom it admits; nil:
    /// nobody is there for it.
    public func first(for device: String, where isAdmitted: (Visitor) -> Bool) -> Visitor? {
        var first: Visitor?
        for guest in guests where guest.standing == .inLine && guest.device != device {
            guard let visitor = guest.visitor(to: device), isAdmitted(visitor) else { continue }
            if areAlike { return visitor }
            if let first, first.claim.priority >= visitor.claim.priority { continue }
            first = visitor
        }
        return first
    }

    /// Who comes over to `device` and is served there when the event happens, or now; nil: nobody
    /// is.
    public func visitor(
        to device: String,
        of machine: LeaseStateMachine,
        before event: LeaseEvent?,
        at now: Instant
    ) -> Visitor? {
        let first = first(for: device) { machine.admits($0, at: now) }
        guard let first, machine.wouldServe(first, when: event, at: now) else { return nil }
        return first
    }

    /// Those who stand in `device`'s line, in the order in which they came. `withNext`: and who is
    /// next there.
    public func waiting(at device: String, withNext: Bool = false) -> [SessionID] {
        guests.filter { guest in
            guest.device == device
                && (guest.standing == .inLine || withNext && guest.standing == .next)
        }.map(\.session)
    }

    /// Those who stand in the line of a device that is not their pool's any more.
    public var astray: [SessionID] {
        guests.filter { $0.standing == .inLine && $0.claims[$0.device] == nil }.map(\.session)
    }

    /// One of them as `device` would see it; nil where it is not for it.
    public func visitor(_ session: SessionID, to device: String) -> Visitor? {
        guests.first { $0.session == session }?.visitor(to: device)
    }
}

extension PoolLine {
    private mutating func change(_ session: SessionID, _ change: (inout Guest) -> Void) {
        guard let index = guests.firstIndex(where: { $0.session == session }) else { return }
        change(&guests[index])
    }

    private mutating func forget(_ session: SessionID) {
        guests.removeAll { $0.session == session }
        if guests.isEmpty { areAlike = true }
    }

    private mutating func noteRanks(_ claims: [String: Claim]) {
        if claims.values.contains(where: { $0.priority != 0 }) { areAlike = false }
    }
}

extension PoolLine.Guest {
    func visitor(to device: String) -> Visitor? {
        claims[device].map { Visitor(session: session, claim: $0, arrivedAt: arrivedAt) }
    }
}
