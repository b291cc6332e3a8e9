// The auditor notices: every planted fault is found, by chance and by trying everything, and named
// by the rule that it breaks.

import LeaseCore
import LeaseSimulation
import Testing

@Suite struct PlantedFaultTests {
    @Test(arguments: PlantedFault.allCases)
    func `a planted fault is found within 200 seeds`(fault: PlantedFault) {
        let runs = (1...200).lazy.map { seed in
            SimulationRun(seed: seed) { FaultyMachine(fault, under: $0) }
        }
        let run = runs.first { $0.policy.linkLife == fault.linkLife && $0.violation != nil }
        #expect(run?.violation?.rule == fault.rule)
    }

    @Test(arguments: PlantedFault.allCases)
    func `a planted fault is found by trying everything`(fault: PlantedFault) {
        let machine = FaultyMachine(fault, under: fault.policy)
        let run = ExhaustiveRun(
            machine,
            under: fault.policy,
            claims: fault.isContested ? .contested : nil,
            sessions: 3,
            depth: fault.depth
        )
        #expect(run.violation?.rule == fault.rule)
        #expect(run.transcript.count <= fault.depth)
    }

    /// A run that stays unkind to the end cannot break it; it is for what no other rule explains.
    @Test func `every rule but the last has a fault that breaks it`() {
        let broken = PlantedFault.allCases.map(\.rule) + PoolFault.allCases.map(\.rule)
        #expect(Set(Rule.allCases).subtracting(broken) == [.liveness])
    }
}
