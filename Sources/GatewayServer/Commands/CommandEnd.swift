// How a command ended, and in which words that is told and recorded. What follows from it is the
// link's to say, or the lease's.

import Glibc

/// How a command ended.
enum CommandEnd: Equatable, Sendable {
    case exited(Int32)
    case signalled(Int32)

    /// From what wait(2) gives for a child that has ended.
    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7F
        self = signal == 0 ? .exited((waitStatus >> 8) & 0xFF) : .signalled(signal)
    }

    /// `exit status 3`, `ended by signal 9 (Killed)`.
    var words: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .signalled(let number):
            "ended by signal \(number) (\(String(cString: strsignal(number))))"
        }
    }
}
