// Pools through 200 random lives, and the proof that a pool that moved its waiters wrongly would be
// noticed. What one device may do is in `SimulationRunTests`.

import LeaseCore
import LeaseSimulation
import Testing

@Suite struct PoolRunTests {
    /// The last two have broken a rule before.
    @Test(arguments: Array(UInt64(1)...200) + [10_066, 11_890])
    func `a random life of a pool keeps the rules`(seed: UInt64) {
        let run = PoolRun(seed: seed)
        #expect(run.violation == nil, "to see it: swift run simulate --pool --seed \(seed)")
    }

    @Test func `a seed repeats its run`() {
        let runs = [7, 7, 8].map { PoolRun(seed: $0) }
        #expect(runs[0].transcript == runs[1].transcript)
        #expect(runs[0].transcript != runs[2].transcript)
    }

    /// What 200 runs never come to, they say nothing about.
    @Test func `the runs move waiters in every way`() {
        let events = (1...200).flatMap { PoolRun(seed: $0).transcript }.map(\.turn.event)
        let moves = events.compactMap { event -> String? in
            guard case .sessionMoved(_, before: let event) = event else { return nil }
            return event.map { "\($0)" } ?? ""
        }
        let kinds = Set(moves.map { move in String(move.prefix { $0 != "(" }) })
        let expected: Set = [
            "", "sessionEnded", "clientFinished", "linkLost", "linkOpened", "deadlinePassed",
        ]
        #expect(expected.isSubset(of: kinds), "\(kinds)")
        #expect(events.contains(.wantedElsewhere(true)))
        #expect(moves.count > 1_000)
    }

    @Test(arguments: PoolFault.allCases)
    func `a planted fault is found within 200 seeds`(fault: PoolFault) {
        let runs = (1...200).lazy.map { PoolRun(seed: $0, moves: fault.moves) }
        #expect(runs.contains { $0.violation?.rule == fault.rule })
    }
}
