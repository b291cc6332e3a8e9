// The program that repeats a failing simulation and searches for others. What is simulated, and
// what may not happen, is in LeaseSimulation; here is only what a person types and reads.

import ArgumentParser
import LeaseCore
import LeaseSimulation

@main
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Plays a device's life from a seed, and holds the lease's machine to the rules.",
        discussion: """
            With --seed: prints that run, turn by turn. With --seeds: plays many, and prints only \
            what it takes to repeat the ones that fail.
            """
    )

    @Option(help: "The run to print.")
    var seed: UInt64?

    @Option(help: "How many random events a run has.")
    var steps = 400

    @Option(help: "How many runs to play.")
    var seeds: UInt64?

    @Option(help: "The first seed of those runs.")
    var from: UInt64 = 1

    func validate() throws {
        guard (seed == nil) != (seeds == nil) else {
            throw ValidationError("Say either --seed N or --seeds COUNT.")
        }
        guard steps >= 0 else { throw ValidationError("--steps is a number from 0.") }
    }

    func run() throws {
        if let seed {
            try show(SimulationRun(seed: seed, steps: steps, decider: LeaseStateMachine.init))
        } else {
            try search()
        }
    }

    private func show(_ run: SimulationRun<LeaseStateMachine>) throws {
        print(run.policy)
        for turn in run.transcript { print(turn) }
        guard let violation = run.violation else { return print("All rules were kept.") }
        print(violation)
        throw ExitCode.failure
    }

    private func search() throws {
        var failures = 0
        for seed in from..<from + (seeds ?? 0) {
            let run = SimulationRun(seed: seed, steps: steps, decider: LeaseStateMachine.init)
            guard let violation = run.violation else { continue }
            failures += 1
            print("make simulate SEED=\(seed)  # \(violation)")
        }
        print("\(seeds ?? 0) runs, \(failures) with a broken rule.")
        if failures > 0 { throw ExitCode.failure }
    }
}
