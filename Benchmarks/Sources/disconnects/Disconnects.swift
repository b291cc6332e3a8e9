// Compares hotseat with what people use instead, and writes docs/DISCONNECTS.md. To add a scenario
// see Scenario.swift, to add a gateway see Contestant.swift. Everything runs in network namespaces
// of its own; all of it is taken down on every way out, Ctrl-C too.
//
//   disconnects --hotseat PATH [--page PATH] [@CONTESTANT…] [SCENARIO…]

import Dispatch
import Foundation
import GatewayTestSupport

@main
struct Disconnects {
    private static let usage =
        "disconnects --hotseat PATH [--page PATH] [@CONTESTANT…] [SCENARIO…]"

    static func main() async throws {
        let signals = takeDownOnSignals()
        let arguments = Arguments(CommandLine.arguments.dropFirst())
        let scenarios = Scenario.all.filter {
            arguments.names.isEmpty || arguments.names.contains($0.name)
        }
        let contestants = Contestants.all(hotseat: arguments.hotseat).filter {
            arguments.contestants.isEmpty || arguments.contestants.contains($0.name)
        }
        if let option = arguments.unknown {
            say("There is no option \(option). Usage: " + usage)
            exit(64)
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
        withExtendedLifetime(signals) {}
        exit(findings.allSatisfy(\.holds) ? 0 : 1)
    }

    /// SIGINT, SIGTERM and SIGHUP take everything down and end the process, as long as what is
    /// returned is kept.
    private static func takeDownOnSignals() -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                say("Ended by signal \(number); taking everything down.")
                Bench.clearAll()
                // For what was about to be made: those who make it are stopped at their next step.
                pause(.seconds(1))
                NetworkNamespace.removeAll()
                _exit(128 + number)
            }
            source.resume()
            return source
        }
    }
}
