// What is to be started, and with which environment: the gateway's own, less what is meant for the
// gateway alone, and what the command is told of its device. To tell it something more: a line
// where its order is made.

import CLinuxProcess
import Glibc

/// One command to start.
struct CommandOrder: Sendable {
    /// What it speaks to.
    enum Ends: Sendable {
        /// The terminal of this path, which becomes its controlling one.
        case terminal(path: String)
        /// Nothing to read, and this descriptor for all that it prints.
        case output(descriptor: Int32)
    }

    /// The program and its arguments; never empty.
    let command: [String]
    /// What it is told besides the gateway's own environment.
    let variables: [String: String]
    let ends: Ends

    /// The service manager's words to the gateway, and the size of a terminal that is not the
    /// command's.
    private static let withheld = [
        "NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "LISTEN_PID", "LISTEN_FDS", "COLUMNS",
        "LINES",
    ]

    /// The program's name as it was written, for sentences.
    var program: String { command[0] }

    /// NAME=VALUE, each name once.
    private var environment: [String] {
        var entries: [String] = []
        var inherited = linux_process_environment()
        while let entry = inherited?.pointee {
            let text = String(cString: entry)
            let name = String(text.prefix { $0 != "=" })
            if variables[name] == nil, !Self.withheld.contains(name) { entries.append(text) }
            inherited = inherited?.successor()
        }
        return entries + variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    /// Starts it. Throws the errno of what was in the way.
    func start() throws(StartFailure) -> pid_t {
        let arguments = command.map { strdup($0) } + [nil]
        let environment = environment.map { strdup($0) } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var order = linux_process_order()
        var pid: pid_t = 0
        let problem = arguments.withUnsafeBufferPointer { arguments in
            environment.withUnsafeBufferPointer { environment in
                order.arguments = arguments.baseAddress
                order.environment = environment.baseAddress
                switch ends {
                case .output(let descriptor):
                    order.output = descriptor
                    return linux_process_start(&order, &pid)
                case .terminal(let path):
                    return path.withCString { path in
                        order.terminal = path
                        return linux_process_start(&order, &pid)
                    }
                }
            }
        }
        guard problem == 0 else { throw StartFailure(errnoCode: problem) }
        return pid
    }

    /// Why a command does not run.
    struct StartFailure: Error {
        let errnoCode: Int32

        /// `No such file or directory`.
        var words: String { String(cString: strerror(errnoCode)) }
    }
}
