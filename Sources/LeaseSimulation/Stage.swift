// The machine, its world and the auditor, and one turn of the three: something happens, the machine
// decides, the auditor judges, the world does what was decided, and the auditor judges what came of
// it: what the device got to read, and what was written down.

import LeaseCore

struct Stage<Decider: LeaseDecider>: Hashable {
    var decider: Decider
    var world = World()
    var auditor: Auditor
    private var relay: Relay
    private var recorder = Recorder()

    init(_ decider: Decider, under policy: LeasePolicy, holdsTypeAhead: Bool) {
        self.decider = decider
        auditor = Auditor(policy: policy, holdsTypeAhead: holdsTypeAhead)
        relay = Relay(holdsTypeAhead: holdsTypeAhead)
    }

    /// Plays one event at the world's time. The answer is judged before it is carried out, so that
    /// the world never sees an action that makes no sense.
    mutating func play(_ event: LeaseEvent) -> (actions: [LeaseAction], violation: Violation?) {
        var actions: [LeaseAction] = []
        do {
            for client in world.clients { try read(from: client.session) }
            world.happen(event)
            actions = decider.handle(event, at: world.now)
            try auditor.audit(event, at: world.now, actions, of: decider)
            world.carryOut(actions)
            world.type()
            for action in decider.relayed(actions) {
                if let delivery = relay.carryOut(action) { try auditor.audit(delivery) }
            }
            for fact in decider.recorded(actions).flatMap({ recorder.facts(of: $0) }) {
                try auditor.audit(fact)
            }
            try auditor.auditRows()
        } catch {
            return (actions, error)
        }
        return (actions, nil)
    }

    /// Somebody goes on at another device; nil: it is not here.
    mutating func leave(_ session: SessionID) -> World.Client? {
        guard let index = world.clients.firstIndex(where: { $0.session == session }) else {
            return nil
        }
        relay.leave(session)
        recorder.leave(session)
        return world.clients.remove(at: index)
    }

    mutating func join(_ client: World.Client) {
        var client = client
        client.standing = .inLine
        // What it typed under an earlier grant was for another device.
        client.grants = 0
        world.clients.append(client)
        relay.join(client.session)
        recorder.join(client.session)
    }

    /// The auditor and the gateway's part mostly follow from the machine and the world.
    func hash(into hasher: inout Hasher) {
        hasher.combine(decider)
        hasher.combine(world)
    }

    /// What a client typed is read a turn later, so that in every turn some of it is still in its
    /// socket; a FIN comes behind it.
    private mutating func read(from session: SessionID) throws(Violation) {
        let unread = world.takeUnread(of: session)
        if let delivery = relay.read(unread, from: session) { try auditor.audit(delivery) }
    }
}
