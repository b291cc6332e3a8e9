// The root of the command line: the list of verbs, and the one way out. To add a verb: a file with
// its command, its place in the list below and its section in docs/CLI.md.

import ArgumentParser
import GatewayAPI
import GatewayConfiguration
import Glibc

/// `hotseat`.
public struct Hotseat: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "hotseat",
        abstract: "Lend lab devices to one session at a time, and keep a record of who had them.",
        version: "hotseat \(GatewayVersion.text)",
        groupedSubcommands: [
            CommandGroup(name: "Gateway", subcommands: [Serve.self, Check.self]),
            CommandGroup(name: "Inspection", subcommands: [Status.self, Sessions.self]),
            CommandGroup(
                name: "Operation",
                subcommands: [
                    Kick.self, Drain.self, Resume.self, Say.self, Break.self, Token.self,
                ]
            ),
        ]
    )

    public init() {}

    /// Runs the verb on the command line and ends the process with its exit status: 64 for a wrong
    /// command line, 78 for a bad configuration, a problem's own for a problem.
    public static func main() async {
        // A reader that has seen enough is no error; `Output` finds out by the write that fails.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            Glibc.exit(EXIT_SUCCESS)
        } catch let problem as Problem {
            Output.note("hotseat: \(problem.message)")
            if !problem.hint.isEmpty { Output.note(problem.hint) }
            Glibc.exit(problem.code.exitStatus)
        } catch let faults as ConfigurationFaults {
            for fault in faults.faults { Output.note(fault.description) }
            Glibc.exit(Problem.Code.badConfiguration.exitStatus)
        } catch {
            exit(withError: error)
        }
    }
}
