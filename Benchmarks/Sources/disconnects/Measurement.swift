// Plays scenarios: those of milliseconds one after another, each often, on a device that is as deaf
// after a close as a small board, all contestants in turn, a few runs at a time, so that whatever
// else the machine does meets all of them; then a few times on one that takes every connection and
// so sees who comes too early. Those of seconds once or three times, on the latter, several labs
// beside each other. How often a scenario is played is in the scenario.

import Foundation
import GatewayTestSupport

/// Plays scenarios with contestants.
enum Measurement {
    private static let turnCount = 4
    private static let runsPerTurnCount = 8
    private static let witnessedRunCount = 5
    private static let repeatedRunCount = 3
    private static let labsAtOnceMax = 8

    /// All cells.
    static func measure(
        _ scenarios: [Scenario],
        _ contestants: [any Contestant]
    ) async -> [Cell] {
        var cells: [Cell] = []
        for scenario in scenarios where scenario.pace == .often {
            cells += await playInTurn(scenario, contestants.filter { isPlayed(scenario, by: $0) })
        }
        let slow = scenarios.filter { $0.pace != .often }.flatMap { scenario in
            contestants.filter { !($0 is Bare) }.map { (scenario, $0) }
        }
        return await cells + playBeside(slow)
    }

    private static func isPlayed(_ scenario: Scenario, by contestant: any Contestant) -> Bool {
        !(contestant is Bare) || !scenario.name.hasPrefix("waiter")
    }

    // MARK: In turn

    private static func playInTurn(
        _ scenario: Scenario,
        _ contestants: [any Contestant]
    ) async -> [Cell] {
        var cells = await timed(scenario, contestants)
        for (index, contestant) in contestants.enumerated() {
            if !(contestant is Bare), cells[index].failure == nil {
                cells[index].add(await witnessed(scenario, contestant))
            }
            say("\(scenario.name), \(contestant.name): \(cells[index].text)")
        }
        return cells
    }

    /// The runs whose times count: a few of each contestant, then the next of each.
    private static func timed(
        _ scenario: Scenario,
        _ contestants: [any Contestant]
    ) async -> [Cell] {
        await onThreadOfItsOwn(scenario.name) {
            let series = contestants.map { Series(scenario, $0, isWitnessed: false) }
            for turn in 1...turnCount {
                for series in series {
                    for run in 1...runsPerTurnCount {
                        series.play(isLast: turn == turnCount && run == runsPerTurnCount)
                    }
                }
            }
            return series.map(\.cell)
        }
    }

    private static func witnessed(
        _ scenario: Scenario,
        _ contestant: any Contestant
    ) async -> Cell {
        await onThreadOfItsOwn("\(scenario.name) \(contestant.name)") {
            let series = Series(scenario, contestant, isWitnessed: true)
            for run in 1...witnessedRunCount { series.play(isLast: run == witnessedRunCount) }
            return [series.cell]
        }[0]
    }

    private static func onThreadOfItsOwn(
        _ name: String,
        _ work: @escaping @Sendable () -> [Cell]
    ) async -> [Cell] {
        await withTaskGroup(of: [Cell].self) { group in
            group.addTask(executorPreference: OwnThreadExecutor()) {
                await onBench(name, work)
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    // MARK: Beside each other

    private static func playBeside(_ pairs: [(Scenario, any Contestant)]) async -> [Cell] {
        let backlog = Backlog(pairs)
        return await withTaskGroup(of: [Cell].self) { group in
            for _ in 0..<min(labsAtOnceMax, pairs.count) {
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
        for _ in 0..<(scenario.pace == .thrice ? repeatedRunCount : 1) {
            let run = await onBench("\(scenario.name) \(contestant.name)") {
                let series = Series(scenario, contestant, isWitnessed: true)
                series.play(isLast: true)
                return [series.cell]
            }[0]
            cell.outcomes += run.outcomes
            cell.add(run)
            if cell.failure != nil || cell.outcomes.contains(where: \.isNever) { break }
        }
        return cell
    }

    /// On a bench that tells what it knows if one of the cells failed.
    private static func onBench(
        _ name: String,
        _ work: @Sendable () -> [Cell]
    ) async -> [Cell] {
        struct Failed: Error {
            let cells: [Cell]
        }
        do {
            return try await Bench.around(name) {
                let cells = work()
                if cells.contains(where: { $0.failure != nil }) { throw Failed(cells: cells) }
                return cells
            }
        } catch let failed as Failed {
            return failed.cells
        } catch {
            preconditionFailure("a bench throws what its work threw: \(error)")
        }
    }
}

/// Says something to whoever watches.
func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}
