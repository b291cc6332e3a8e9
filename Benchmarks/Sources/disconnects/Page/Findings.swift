// Checks what hotseat must come to, scenario by scenario, and that nobody was ever on the device
// beside another or reached it after having left.

/// The reach, checked against the cells of one run.
struct Findings {
    let scenarios: [Scenario]
    let cells: [Cell]

    /// How much longer than asked a bound may take that is counted in the wire's and not in the
    /// clock's time: scheduling on a busy machine.
    private static let tolerance = Duration.milliseconds(50)

    /// All of them, in the order of the rows, and what is asked of every row at the end.
    var all: [Finding] {
        let own = scenarios.compactMap { scenario in
            cell(scenario.name, "hotseat").map { (scenario, $0) }
        }
        return own.compactMap(times) + [clean(own.map(\.1))]
    }

    private func clean(_ cells: [Cell]) -> Finding {
        let unclean = cells.filter {
            $0.failure != nil || $0.intrusionCount > 0 || $0.strayBytes > 0 || $0.deathCount > 0
        }
        return Finding(
            claim:
                "all: played to the end, one at a time, no byte of who is gone, no device killed",
            seen: unclean.isEmpty
                ? "\(cells.count) of \(cells.count)"
                : unclean.map { "\($0.scenario): \($0.text)" }.joined(separator: "; "),
            holds: unclean.isEmpty
        )
    }

    private func times(_ scenario: Scenario, _ own: Cell) -> Finding? {
        switch scenario.reach {
        case .noTime: return nil
        case .soonest: return soonest(scenario, own)
        case .within(let bound):
            let claim = "\(scenario.name): within \(bound.forPeople)"
            return Finding(claim: claim, seen: worst(own), holds: own.isAlwaysWithin(bound))
        case .withinByReset(let bound):
            return Finding(
                claim: "\(scenario.name): within \(bound.forPeople), the device left by RST",
                seen: own.text,
                holds: own.isAlwaysWithin(bound) && own.outcomes.allSatisfy(\.isByReset)
            )
        case .atMostLater(let cost):
            let usual = cell("waiter-fin", "hotseat")?.median ?? .zero
            return Finding(
                claim: "\(scenario.name): costs the next at most \(cost.forPeople)",
                seen: own.text,
                holds: own.isAlwaysWithin(usual + cost + Self.tolerance)
            )
        case .keeps:
            return Finding(
                claim: "\(scenario.name): keeps its lease",
                seen: own.text,
                holds: own.outcomes.first.map { if case .kept = $0 { true } else { false } }
                    ?? false
            )
        case .answers:
            return Finding(
                claim: "\(scenario.name): the answer comes whole",
                seen: own.text,
                holds: own.median != nil
            )
        }
    }

    /// No later than HAProxy, and in at most twice the time of the bare device.
    private func soonest(_ scenario: Scenario, _ own: Cell) -> Finding {
        let peer = cell(scenario.name, "HAProxy")?.median
        let bare = (cell(scenario.name, "no gateway") ?? cell("fin", "no gateway"))?.median
        let bounds = [peer, bare.map { $0 * 2 }].compactMap { $0 }
        let words = "HAProxy \(peer?.forPeople ?? "–"), bare \(bare?.forPeople ?? "–")"
        return Finding(
            claim: "\(scenario.name): no later than HAProxy, at most 2 × the bare device",
            seen: "\(own.text) (\(words))",
            holds: bounds.allSatisfy(own.isWithin)
        )
    }

    private func worst(_ cell: Cell) -> String {
        guard cell.outcomes.count > 1, let longest = cell.longest else { return cell.text }
        return "\(cell.text), at worst \(longest.forPeople)"
    }

    private func cell(_ scenario: String, _ contestant: String) -> Cell? {
        cells.first { $0.scenario == scenario && $0.contestant == contestant }
    }
}

extension Cell {
    /// Whether every run ended well, and all are within the bound.
    fileprivate func isAlwaysWithin(_ bound: Duration) -> Bool {
        failure == nil && longest.map { $0 <= bound } ?? false
    }

    /// Whether every run ended well, and the median is within the bound, both in the tenths of a
    /// millisecond in which the table tells them: medians of so few runs are no more exact.
    fileprivate func isWithin(_ bound: Duration) -> Bool {
        failure == nil && median.map { $0.tenths <= bound.tenths } ?? false
    }
}

extension Duration {
    /// In whole tenths of a millisecond, rounded as `forPeople` does.
    fileprivate var tenths: Int { Int((self / .microseconds(100)).rounded()) }
}

extension Outcome {
    fileprivate var isByReset: Bool {
        if case .freed(_, by: .reset) = self { true } else { false }
    }
}
