// Why a link could not be opened, as far as it makes a difference to what is recorded. How often
// it is tried is `LinkTrial`; an open link that is lost has its `EndReason` at once.

/// Why a link could not be opened.
public enum LinkFailure: Hashable, Sendable {
    /// The device answered, and said no.
    case refused
    /// Nobody answered.
    case unreachable

    /// What ends the holder when it stays so for `device_ready`.
    public var reason: EndReason {
        switch self {
        case .refused: .deviceRefused
        case .unreachable: .deviceUnreachable
        }
    }
}
