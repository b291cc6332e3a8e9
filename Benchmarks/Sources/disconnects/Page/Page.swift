// docs/DISCONNECTS.md: what was measured, on what, the table, the reach, the configurations. What
// the numbers mean is said in the page's own prose, PageProse.

import GatewayTestSupport

/// The page of one run.
struct Page {
    let scenarios: [Scenario]
    let contestants: [any Contestant]
    let cells: [Cell]

    /// What was asked of hotseat, and whether it held.
    var findings: [Finding] { Findings(scenarios: scenarios, cells: cells).all }

    /// The table alone.
    var table: String {
        let head = ["", "scenario"] + contestants.map(\.name)
        let rows = scenarios.map { scenario in
            ["`\(scenario.name)`", scenario.title]
                + contestants.map { contestant in
                    cells.first {
                        $0.scenario == scenario.name && $0.contestant == contestant.name
                    }?.text ?? ""
                }
        }
        return ([head, head.map { _ in "---" }] + rows)
            .map { "| " + $0.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }

    /// The whole page.
    var text: String {
        let reach = findings.map { "| \($0.claim) | \($0.seen) | \($0.holds ? "yes" : "**no**") |" }
        return [
            PageProse.opening,
            Machine.present.lines(contestants),
            "## The table",
            PageProse.beforeTable,
            table,
            PageProse.afterTable,
            "## Where a peer was sooner",
            sooner,
            PageProse.reasons,
            "## What hotseat must come to",
            "| asked | seen | holds |\n| --- | --- | --- |\n" + reach.joined(separator: "\n"),
            "## The configurations",
            PageProse.beforeConfigurations,
            configurations,
            PageProse.choices,
        ].joined(separator: "\n\n") + "\n"
    }

    /// Who was sooner than hotseat, and in which rows. From the cells, so it agrees with the table.
    private var sooner: String {
        let own = scenarios.compactMap { scenario in
            cells.first { $0.scenario == scenario.name && $0.contestant == "hotseat" }
        }
        let lines = contestants.compactMap { contestant -> String? in
            let rows = own.compactMap { own -> String? in
                let other = cells.first {
                    $0.scenario == own.scenario && $0.contestant == contestant.name
                }
                guard let ours = own.median, let theirs = other?.median, theirs < ours,
                    theirs.forPeople != ours.forPeople
                else {
                    return nil
                }
                return "`\(own.scenario)` (\(theirs.forPeople), hotseat \(ours.forPeople))"
            }
            return rows.isEmpty ? nil : "- \(contestant.name): \(rows.joined(separator: ", "))"
        }
        return lines.isEmpty ? "Nobody was, in this run." : lines.joined(separator: "\n")
    }

    private var configurations: String {
        let site = Site(
            gateway: TCPAddress(host: "198.18.0.1", port: 4001),
            device: TCPAddress(host: "198.18.0.2", port: 23),
            network: "198.18.0.0/24",
            directory: "/run/lab",
            tuning: Tuning(deadPeerSeconds: 5)
        )
        return contestants.filter { $0.command(at: site) != nil }
            .map { contestant in
                let files = contestant.files(for: site).sorted { $0.key < $1.key }
                    .map { "# \($0.key)\n\($0.value)" }
                let settings =
                    contestant.needsHostSettings
                    ? ["# sysctl\n" + site.tuning.hostSettings.joined(separator: "\n") + "\n"] : []
                let command = (contestant.command(at: site) ?? []).joined(separator: " ")
                    .replacing(/\S*\/hotseat serve/, with: "hotseat serve")
                let blocks = (["$ \(command)\n"] + files + settings).joined(separator: "\n")
                return "**\(contestant.name)**\n\n```\n\(blocks)```"
            }
            .joined(separator: "\n\n")
    }
}
