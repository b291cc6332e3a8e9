// The commands that one sends to a telnet peer by themselves. What is part of a negotiation has no
// case here: `TelnetCodec` alone sends that.

/// A command without an argument (RFC 854, page 14).
public enum TelnetSignal: Sendable {
    /// Does nothing; what a live peer's TCP acknowledges.
    case noOperation
    /// The Break key; on a serial line, a break.
    case breakSignal
    case interruptProcess
    case areYouThere

    var command: TelnetCommand {
        switch self {
        case .noOperation: .noOperation
        case .breakSignal: .breakSignal
        case .interruptProcess: .interruptProcess
        case .areYouThere: .areYouThere
        }
    }
}
