// The runs of one scenario with one contestant in one lab, and what they came to. How many there
// are, and what is played beside them, is in Measurement.

import GatewayTestSupport

/// One lab's runs. Made on the bench that its lab shall stand on.
final class Series {
    private(set) var cell: Cell
    private let scenario: Scenario
    private var lab: Lab?

    /// `isWitnessed`: the device takes everybody, and sees who comes while it is taken.
    init(_ scenario: Scenario, _ contestant: any Contestant, isWitnessed: Bool) {
        self.scenario = scenario
        cell = Cell(scenario: scenario.name, contestant: contestant.name)
        let habits = FakeDevice.Habits { habits in
            habits.whileTaken = isWitnessed ? .resets : .refuses
            scenario.habits(&habits)
        }
        attempt { lab = try Lab(contestant, scenario.tuning, habits) }
    }

    /// Plays it once. Nothing more is played after a run that did not end, or failed.
    func play(isLast: Bool) {
        guard let lab, cell.failure == nil, !cell.outcomes.contains(where: \.isNever) else {
            return
        }
        attempt {
            let outcome = try scenario.play(lab)
            cell.outcomes.append(outcome)
            cell.strayBytes += lab.strayBytes
            cell.intrusionCount = lab.intrusionCount
            cell.deathCount = lab.device.deaths.count
            if !outcome.isNever, !isLast { try lab.leaveAsFound() }
        }
    }

    private func attempt(_ work: () throws -> Void) {
        do { try work() } catch { cell.failure = "\(error)" }
    }
}
