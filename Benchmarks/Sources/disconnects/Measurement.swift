// Plays scenarios: those of milliseconds one after another, each often, on a device that is as deaf
// after a close as a small board; then a few times on one that takes every connection and so sees
// who comes too early. Those of seconds once or three times, on the latter, several labs beside
// each other. How often a scenario is played is in the scenario.

import Foundation
import GatewayTestSupport

/// Plays scenarios with contestants.
enum Measurement {
    private static let timedRunCount = 15
    private static let witnessedRunCount = 5
    private static let repeatedRunCount = 3
    private static let labsAtOnceMax = 8

    /// Some runs in one lab.
    private struct Round {
        let runCount: Int
        /// Whether the device takes everybody, and sees who comes while it is taken.
        let isWitnessed: Bool
        /// Whether its times count.
        let isTimed: Bool
    }

    /// All cells.
    static func measure(
        _ scenarios: [Scenario],
        _ contestants: [any Contestant]
    ) async -> [Cell] {
        let pairs = scenarios.flatMap { scenario in
            contestants.filter { !($0 is Bare) || isForBare(scenario) }.map { (scenario, $0) }
        }
        let quick = await play(pairs.filter { $0.0.pace == .often }, atOnceMax: 1)
        let slow = await play(pairs.filter { $0.0.pace != .often }, atOnceMax: labsAtOnceMax)
        return quick + slow
    }

    private static func isForBare(_ scenario: Scenario) -> Bool {
        if case .soonest = scenario.reach {
            scenario.name.hasPrefix("waiter") == false
        } else {
            false
        }
    }

    private static func play(
        _ pairs: [(Scenario, any Contestant)],
        atOnceMax: Int
    ) async -> [Cell] {
        let backlog = Backlog(pairs)
        return await withTaskGroup(of: [Cell].self) { group in
            for _ in 0..<min(atOnceMax, pairs.count) {
                group.addTask(executorPreference: OwnThreadExecutor()) {
                    var cells: [Cell] = []
                    while let (scenario, contestant) = backlog.next() {
                        let cell = await play(scenario, contestant)
                        say("\(scenario.name), \(contestant.name): \(cell.text)")
                        cells.append(cell)
                    }
                    return cells
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    private static func play(_ scenario: Scenario, _ contestant: any Contestant) async -> Cell {
        var cell = Cell(scenario: scenario.name, contestant: contestant.name)
        for round in rounds(scenario, contestant) where cell.failure == nil {
            if scenario.pace == .thrice, cell.outcomes.contains(where: \.isNever) { break }
            do {
                let part = try await Bench.around("\(scenario.name) \(contestant.name)") {
                    try play(scenario, contestant, round)
                }
                if round.isTimed || part.outcomes.contains(where: \.isNever) {
                    cell.outcomes += part.outcomes
                }
                cell.intrusionCount += part.intrusionCount
                cell.strayBytes += part.strayBytes
                cell.deathCount += part.deathCount
            } catch {
                cell.failure = "\(error)"
            }
        }
        return cell
    }

    private static func rounds(_ scenario: Scenario, _ contestant: any Contestant) -> [Round] {
        let once = Round(runCount: 1, isWitnessed: true, isTimed: true)
        switch scenario.pace {
        case .once: return [once]
        case .thrice: return Array(repeating: once, count: repeatedRunCount)
        case .often:
            let timed = Round(runCount: timedRunCount, isWitnessed: false, isTimed: true)
            let witnessed = Round(runCount: witnessedRunCount, isWitnessed: true, isTimed: false)
            return contestant is Bare ? [timed] : [timed, witnessed]
        }
    }

    private static func play(
        _ scenario: Scenario,
        _ contestant: any Contestant,
        _ round: Round
    ) throws -> Cell {
        let habits = FakeDevice.Habits { habits in
            habits.whileTaken = round.isWitnessed ? .resets : .refuses
            scenario.habits(&habits)
        }
        let lab = try Lab(contestant, scenario.tuning, habits)
        var cell = Cell(scenario: scenario.name, contestant: contestant.name)
        for run in 1...round.runCount {
            let outcome = try scenario.play(lab)
            cell.outcomes.append(outcome)
            cell.strayBytes += lab.strayBytes
            if outcome.isNever || run == round.runCount { break }
            try lab.leaveAsFound()
        }
        cell.intrusionCount = lab.intrusionCount
        cell.deathCount = lab.device.deaths.count
        return cell
    }
}

/// Says something to whoever watches.
func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}
