// One event after the other: what happens while an event is being dealt with waits for its turn. A
// device of its own has turns of its own. Devices that pools join share theirs, because somebody
// may go from one's line to another's: that is in `Turns+Pools`. What a turn is, is
// `LeaseRunner`'s.

import LeaseCore

/// The events of one device, or of several on one event loop. Confined to that loop.
final class Turns {
    private var events: [(runner: LeaseRunner, event: LeaseEvent)] = []
    private(set) var isHandling = false
    /// Those who share these turns; empty for a device of its own.
    private(set) var runners: [LeaseRunner] = []
    /// Everybody who came to a pool of theirs.
    var line = PoolLine()
    /// What the record's times are told by.
    private var recordClock = RecordClock()

    /// Deals with an event, and with everything that follows from it.
    func take(_ event: LeaseEvent, of runner: LeaseRunner) {
        events.append((runner, event))
        guard !isHandling else { return }
        isHandling = true
        var next = 0
        while next < events.count {
            let (runner, event) = events[next]
            next += 1
            catchUp()
            if case .drainRequested = event { evacuate(runner) }
            runner.deal(with: event)
            if !runners.isEmpty { settle() }
        }
        events.removeAll(keepingCapacity: true)
        isHandling = false
        guard !runners.isEmpty else { return runner.endTurn() }
        for runner in runners { runner.endTurn() }
    }

    /// The device's turns are these from now on.
    func join(_ runner: LeaseRunner) {
        guard runner.turns !== self else { return }
        precondition(runner.turns.runners.isEmpty && !runner.turns.isHandling && !isHandling)
        recordClock.join(runner.turns.recordClock)
        runner.turns = self
        runners.append(runner)
    }

    /// The scale of a session that arrives at the device: those who may follow each other at one
    /// device go by the same.
    func scale(at reading: RecordClock.Reading, of runner: LeaseRunner) -> EpochScale {
        let isAnybodyThere = ([runner] + runners).contains { !$0.clients.isEmpty }
        return recordClock.scale(at: reading, isAnybodyThere: isAnybodyThere)
    }

    /// The device is gone.
    func leave(_ runner: LeaseRunner) {
        runners.removeAll { $0 === runner }
    }
}
