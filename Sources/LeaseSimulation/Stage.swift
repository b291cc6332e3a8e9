// The machine, its world and the auditor, and one turn of the three: something happens, the machine
// decides, the auditor judges, the world does what was decided.

import LeaseCore

struct Stage<Decider: LeaseDecider>: Hashable {
    var decider: Decider
    var world = World()
    var auditor: Auditor

    init(_ decider: Decider, under policy: LeasePolicy) {
        self.decider = decider
        self.auditor = Auditor(policy: policy)
    }

    /// Plays one event at the world's time. The answer is judged before it is carried out, so that
    /// the world never sees an action that makes no sense.
    mutating func play(_ event: LeaseEvent) -> (actions: [LeaseAction], violation: Violation?) {
        world.happen(event)
        let actions = decider.handle(event, at: world.now)
        do {
            try auditor.audit(event, at: world.now, actions, of: decider)
        } catch {
            return (actions, error)
        }
        world.carryOut(actions)
        return (actions, nil)
    }
}
