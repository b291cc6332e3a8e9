// A command that runs: started by a thread of its own, signalled with its whole process group, and
// always reaped by that thread, which passes on what it prints meanwhile (`TerminalLine`,
// `LeaseCommand`).
// The command is over when its first process is. What is left of its group then is killed before
// that process is reaped: as long as it is not, its number is nobody else's.

import CLinuxProcess
import Glibc
import Synchronization

/// One started command.
final class CommandProcess: Sendable {
    private enum Life {
        case running(pid_t)
        case over
    }

    private let life: Mutex<Life>
    /// Becomes readable when its first process ends; open until it is reaped.
    let endDescriptor: Int32

    private init(pid: pid_t, endDescriptor: Int32) {
        life = Mutex(.running(pid))
        self.endDescriptor = endDescriptor
    }

    /// Starts a command; blocks until its program runs.
    static func start(_ order: CommandOrder) throws(CommandOrder.StartFailure) -> CommandProcess {
        let pid = try order.start()
        var descriptor: Int32 = -1
        let problem = linux_process_watch(pid, &descriptor)
        let process = CommandProcess(pid: pid, endDescriptor: descriptor)
        guard problem == 0 else {
            // Out of descriptors: nobody could wait for it.
            process.signal(SIGKILL)
            _ = process.reap()
            throw CommandOrder.StartFailure(errnoCode: problem)
        }
        return process
    }

    /// Its process id; nil once it is reaped.
    var pid: pid_t? {
        life.withLock { if case .running(let pid) = $0 { pid } else { nil } }
    }

    /// Sends a signal to its process group, unless it is over. `andGoOn`: one that is stopped
    /// (Ctrl-Z) would not notice before it goes on.
    func signal(_ number: Int32, andGoOn: Bool = false) {
        life.withLock { life in
            guard case .running(let pid) = life else { return }
            kill(-pid, number)
            if andGoOn { kill(-pid, SIGCONT) }
        }
    }

    /// Waits for the end of its first process, kills what is left of its group, and reaps it. For
    /// its own thread alone, and once.
    func reap() -> CommandEnd {
        guard let pid else { preconditionFailure("a command is reaped once") }
        var ended = siginfo_t()
        while waitid(P_PID, id_t(pid), &ended, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        return life.withLock { life in
            kill(-pid, SIGKILL)
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            life = .over
            if endDescriptor >= 0 { close(endDescriptor) }
            return CommandEnd(waitStatus: status)
        }
    }
}
