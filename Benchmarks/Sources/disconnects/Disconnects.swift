// Compares hotseat with what people use instead, and writes docs/DISCONNECTS.md. To add a scenario
// see Scenario.swift, to add a gateway see Contestant.swift. Everything runs in network namespaces
// of its own; all of it is taken down on every way out, Ctrl-C too.
//
//   disconnects --hotseat PATH [--page PATH] [SCENARIO…]

import Foundation
import GatewayTestSupport

@main
struct Disconnects {
    static func main() async throws {
        takeDownOnSignals()
        let arguments = Arguments(CommandLine.arguments.dropFirst())
        let scenarios = Scenario.all.filter {
            arguments.names.isEmpty || arguments.names.contains($0.name)
        }
        let contestants = Contestants.all(hotseat: arguments.hotseat).filter {
            arguments.contestants.isEmpty || arguments.contestants.contains($0.name)
        }
        let known = Set(Scenario.all.map(\.name))
        guard arguments.names.isSubset(of: known) else {
            say("A scenario is one of: " + Scenario.all.map(\.name).joined(separator: " "))
            exit(64)
        }
        let start = ContinuousClock.now
        let cells = await Measurement.measure(scenarios, contestants)
        let page = Page(scenarios: scenarios, contestants: contestants, cells: cells)
        print(page.table)
        let findings = page.findings
        for finding in findings { print(finding.text) }
        say("It took \((ContinuousClock.now - start).forPeople).")
        if arguments.names.isEmpty, arguments.contestants.isEmpty, let path = arguments.page {
            try page.text.write(toFile: path, atomically: true, encoding: .utf8)
            say("Written: \(path)")
        }
        exit(findings.allSatisfy(\.holds) ? 0 : 1)
    }

    /// SIGINT, SIGTERM and SIGHUP go to one thread, which takes everything down and ends the
    /// process.
    private static func takeDownOnSignals() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let awaited = signals
        Thread.detachNewThread {
            var awaited = awaited
            var number: Int32 = 0
            sigwait(&awaited, &number)
            say("Ended by signal \(number); taking everything down.")
            Bench.clearAll()
            NetworkNamespace.removeAll()
            _exit(128 + number)
        }
    }
}
