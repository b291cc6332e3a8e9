// A command on a terminal of its own, from the opening of that to the reaping of the command: all
// that its thread does, and what it reports. What follows from that is `CommandDeviceLink`'s.

import Glibc
import Telnet

/// The work of a command's thread.
enum TerminalCommand {
    enum Report: Sendable {
        /// It runs. Whoever gets this closes the descriptor, which is the loop's end of its line.
        case started(CommandProcess, TerminalLine, descriptor: Int32)
        case failed(CommandOrder.StartFailure)
        /// It is reaped, and its line is closed behind all that it printed.
        case ended(CommandEnd)
    }

    /// Blocks until the command is over. Reports that it has started and ended, or that it failed.
    static func run(
        _ command: [String],
        _ variables: [String: String],
        _ window: WindowSize?,
        report: (Report) -> Void
    ) {
        do throws(CommandOrder.StartFailure) {
            let (line, descriptor) = try TerminalLine.open(window)
            let order = CommandOrder(
                command: command,
                variables: variables,
                ends: .terminal(path: line.path)
            )
            let process: CommandProcess
            do throws(CommandOrder.StartFailure) {
                process = try CommandProcess.start(order)
            } catch {
                line.close()
                close(descriptor)
                throw error
            }
            report(.started(process, line, descriptor: descriptor))
            report(.ended(line.run(process)))
        } catch {
            report(.failed(error))
        }
    }
}
