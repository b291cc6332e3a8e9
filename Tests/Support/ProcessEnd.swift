// How a process ended, as wait(2) tells it. The shell's 128 + n stays what it is: a status that the
// process exited with.

/// A process's end.
public enum ProcessEnd: Sendable, Equatable, CustomStringConvertible {
    /// It ended by itself, with this status.
    case exited(Int32)
    /// This signal ended it.
    case signalled(Int32)

    /// Reads what `waitpid(2)` wrote.
    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7F
        self = signal == 0 ? .exited((waitStatus >> 8) & 0xFF) : .signalled(signal)
    }

    public var description: String {
        switch self {
        case .exited(let status): "exited with \(status)"
        case .signalled(let signal): "ended by signal \(signal)"
        }
    }
}
