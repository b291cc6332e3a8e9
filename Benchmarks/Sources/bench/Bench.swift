// Runs every benchmark once, prints a table, and fails when a median is beyond its limit. The
// limits are wide: they catch a change of kind, not the noise of a machine. To add a benchmark: a
// file with its subject, its line in `run`, its limit in limits.json, its row in
// docs/PERFORMANCE.md.

import Foundation

@main
struct Bench {
    static func main() async throws {
        let limits = try Limits.read()
        var figures: [Figure] = []
        figures += MachineTurn.measure()
        for waiting in [1, 100, 1_000] {
            figures.append(try await HandOver.measure(waiting: waiting))
        }
        figures.append(try await Recording.measure())
        print("| subject | median | p99 | runs | limit |")
        print("| --- | --- | --- | --- | --- |")
        for figure in figures { print(figure.row(limit: limits[figure.name])) }
        let broken = figures.filter { $0.isBeyond(limits[$0.name]) }
        for figure in broken { print("beyond its limit: \(figure.name)") }
        exit(broken.isEmpty ? 0 : 1)
    }
}
