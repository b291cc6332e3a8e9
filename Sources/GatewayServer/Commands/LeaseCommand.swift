// One command of a lease, from its start to its reaping: all that its thread does. It has no
// terminal and nothing to read; what it prints goes to the device's log. When it is started and for
// how long it may run is `LeaseCommands`' to say.

import Glibc

/// The work of a lease's command's thread.
enum LeaseCommand {
    enum Report: Sendable {
        case started(CommandProcess)
        case failed(CommandOrder.StartFailure)
        case ended(CommandEnd)
    }

    /// Blocks until the command is over. Reports that it has started and ended, or that it failed.
    static func run(
        _ command: [String],
        _ variables: [String: String],
        printed: (String) -> Void,
        report: (Report) -> Void
    ) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return report(.failed(.init(errnoCode: errno))) }
        let (output, input) = (ends[0], ends[1])
        defer { close(output) }
        let process: CommandProcess
        do throws(CommandOrder.StartFailure) {
            defer { close(input) }
            let ends = CommandOrder.Ends.output(descriptor: input)
            process = try CommandProcess.start(
                CommandOrder(command: command, variables: variables, ends: ends)
            )
        } catch {
            return report(.failed(error))
        }
        report(.started(process))
        var lines = PrintedLines()
        read(output, into: &lines, until: process.endDescriptor, printed)
        let end = process.reap()
        // What is there now is all that matters: whoever left its group may hold it open for ever.
        readRest(output, into: &lines, printed)
        lines.finish().forEach(printed)
        report(.ended(end))
    }

    private static func read(
        _ output: Int32,
        into lines: inout PrintedLines,
        until endDescriptor: Int32,
        _ printed: (String) -> Void
    ) {
        var output = output
        while true {
            var ready = [
                pollfd(fd: endDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&ready, nfds_t(ready.count), -1) < 0, errno != EINTR { return }
            if ready[0].revents != 0 { return }
            // Closed: only its end is waited for from now on (poll(2) passes over -1).
            if ready[1].revents != 0, !readOnce(output, into: &lines, printed) { output = -1 }
        }
    }

    /// No more than the pipe holds (pipe(7)).
    private static func readRest(
        _ output: Int32,
        into lines: inout PrintedLines,
        _ printed: (String) -> Void
    ) {
        for _ in 0..<16 {
            var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 0) > 0, readOnce(output, into: &lines, printed) else { return }
        }
    }

    /// False at the end.
    private static func readOnce(
        _ output: Int32,
        into lines: inout PrintedLines,
        _ printed: (String) -> Void
    ) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = Glibc.read(output, &bytes, bytes.count)
        guard count > 0 else { return false }
        lines.take(bytes[..<count]).forEach(printed)
        return true
    }
}
