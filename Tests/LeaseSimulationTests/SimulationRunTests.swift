// The real machine through 200 random lives, and the promise that a seed repeats its run. That a
// wrong machine would be noticed is in `PlantedFaultTests`.

import LeaseCore
import LeaseSimulation
import Testing

@Suite struct SimulationRunTests {
    @Test(arguments: UInt64(1)...200)
    func `a random life keeps the rules`(seed: UInt64) {
        let run = SimulationRun(seed: seed, decider: LeaseStateMachine.init)
        #expect(run.violation == nil, "to see it: make simulate SEED=\(seed)")
    }

    @Test func `a seed repeats its run`() {
        let runs = [7, 7, 8].map { SimulationRun(seed: $0, decider: LeaseStateMachine.init) }
        #expect(runs[0].transcript == runs[1].transcript)
        #expect(runs[0].transcript != runs[2].transcript)
    }

    @Test func `a run ends with the turn that broke the rule`() throws {
        let runs = (1...200).lazy.map { seed in
            SimulationRun(seed: seed) { FaultyMachine(.lastInFirstOut, under: $0) }
        }
        let run = try #require(runs.first { $0.violation != nil })
        #expect(run.transcript.last?.event == .linkReleased)
    }

    /// What 200 runs never come to, they say nothing about.
    @Test func `the runs reach everything that can happen and be done`() {
        let runs = (1...200).map { SimulationRun(seed: $0, decider: LeaseStateMachine.init) }
        let turns = runs.flatMap(\.transcript)
        let actions = turns.flatMap(\.actions)
        let endings = actions.compactMap { if case .end(let ending) = $0 { ending } else { nil } }
        #expect(Set(turns.map { caseName($0.event) }).count == 22)
        #expect(Set(actions.map(caseName)).count == 14)
        #expect(
            Set(endings.map(\.phase)) == Set(SessionPhase.allCases).subtracting([.observing])
        )
        #expect(
            Set(EndReason.allCases).subtracting(endings.map(\.reason))
                == [.denied, .protocolError, .gatewayCrash]
        )
    }

    private func caseName(_ value: some Any) -> Substring {
        "\(value)".prefix { $0 != "(" }
    }
}
