// The program that shows one simulated life of a device, and searches many for a broken rule. What
// is simulated, and what may not happen, is in LeaseSimulation; here is only what a person types
// and reads.

import ArgumentParser
import Foundation
import LeaseCore
import LeaseSimulation

@main
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Plays a device's life from a seed, and holds the lease to its rules.",
        discussion: """
            Prints one run, turn by turn: that of --seed, or of a seed drawn by lot. With --seeds \
            it plays many, and prints what it takes to repeat those that break a rule.
            """
    )

    @Option(help: "The run to print.")
    var seed: UInt64?

    @Option(help: "How many random events a run has, before its kind end.")
    var steps = 400

    @Option(help: "How many runs to play.")
    var seeds: UInt64?

    @Option(help: "The first seed of those runs.")
    var from: UInt64 = 1

    @Flag(help: "A pool of devices instead of one.")
    var pool = false

    func validate() throws {
        if seed != nil, seeds != nil {
            throw ValidationError("Say either --seed, to see one run, or --seeds, to play many.")
        }
        if steps < 0 { throw ValidationError("--steps is a number from 0.") }
        if from.addingReportingOverflow(seeds ?? 0).overflow {
            throw ValidationError("--from and --seeds together are beyond the last seed.")
        }
    }

    func run() throws {
        if let seeds {
            try search(from..<from + seeds)
        } else if pool {
            try show(playPool(seed ?? .random(in: 1...999_999)))
        } else {
            try show(play(seed ?? .random(in: 1...999_999)))
        }
    }

    /// Says the seed first: a machine that finds itself in an impossible state stops the process.
    private func play(_ seed: UInt64) -> SimulationRun<LeaseStateMachine> {
        announcing(seed) {
            SimulationRun(seed: seed, steps: steps, decider: LeaseStateMachine.init)
        }
    }

    private func playPool(_ seed: UInt64) -> PoolRun {
        announcing(seed) { PoolRun(seed: seed, steps: steps) }
    }

    private func announcing<Run>(_ seed: UInt64, _ run: () -> Run) -> Run {
        FileHandle.standardError.write(Data("\r\(line(for: seed))".utf8))
        defer { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
        return run()
    }

    /// What repeats a run.
    private func line(for seed: UInt64) -> String {
        pool ? "swift run simulate --pool --seed \(seed)" : "make simulate SEED=\(seed)"
    }

    private func show(_ run: SimulationRun<LeaseStateMachine>) throws {
        let policy = run.policy
        print(
            """
            seed \(run.seed): queue_max \(policy.queueDepthMax), \
            queue_timeout \(policy.queueTimeout), device_ready \(policy.deviceReady), \
            link \(policy.linkLife), type_ahead \(run.holdsTypeAhead ? "hold" : "discard"), \
            changed places \(policy.tellsPlaces ? "told" : "not told")
            """
        )
        try show(run.transcript, run.violation)
    }

    private func show(_ run: PoolRun) throws {
        print("seed \(run.seed), a pool; \(run.moveCount) went from one line to another's")
        try show(run.transcript, run.violation)
    }

    private func show(_ transcript: [some CustomStringConvertible], _ violation: Violation?) throws
    {
        for turn in transcript { print(turn) }
        guard let violation else {
            return print("All rules were kept in \(transcript.count) turns.")
        }
        print(violation)
        throw ExitCode.failure
    }

    private func search(_ seeds: Range<UInt64>) throws {
        var failures = 0
        for seed in seeds {
            let broken = pool ? playPool(seed).violation : play(seed).violation
            guard let violation = broken else { continue }
            failures += 1
            print("\(line(for: seed))  # \(violation)")
        }
        print("\(seeds.count) runs, \(failures) with a broken rule.")
        if failures > 0 { throw ExitCode.failure }
    }
}
