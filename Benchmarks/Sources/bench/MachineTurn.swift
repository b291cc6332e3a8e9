// A turn of the state machine: what one event costs, in the life of a device that is never free. No
// socket, no clock but the one that measures.

import LeaseCore

enum MachineTurn {
    private static let handOversPerRun = 2_000
    private static let runCount = 50

    /// Nanoseconds an event, with 1,000 in line.
    static func measure() -> [Figure] {
        var samples: [Double] = []
        for _ in 0..<runCount {
            var machine = LeaseStateMachine(policy: LeasePolicy(queueDepthMax: 2_000))
            var now = Instant(nanoseconds: 0)
            var next: Int64 = 0
            func arrive() {
                next += 1
                _ = machine.handle(.sessionArrived(SessionID(next)), at: now)
            }
            for _ in 0...1_000 { arrive() }
            _ = machine.handle(.linkOpened, at: now)
            var eventCount = 0
            let start = ContinuousClock.now
            for _ in 0..<handOversPerRun {
                now = now + .microseconds(100)
                guard let holder = machine.holder else { preconditionFailure("nobody holds") }
                _ = machine.handle(.clientFinished(holder, answerDue: false), at: now)
                _ = machine.handle(.linkReleased, at: now)
                _ = machine.handle(.linkOpened, at: now)
                guard let heir = machine.holder else { preconditionFailure("nobody holds") }
                _ = machine.handle(.grantRecorded(heir), at: now)
                _ = machine.handle(.heirAnswered(heir), at: now)
                arrive()
                eventCount += 6
            }
            let length = ContinuousClock.now - start
            samples.append(length / .nanoseconds(1) / Double(eventCount))
        }
        return [Figure("machine_turn_ns", samples)]
    }
}
