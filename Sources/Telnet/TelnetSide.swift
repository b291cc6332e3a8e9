// Whose option it is: every option is agreed on separately for each side (RFC 854, page 2). The
// verbs differ by it: ours goes by WILL and WONT, answered by DO and DONT; theirs the other way.

/// The side that does what an option says.
public enum TelnetSide: Sendable {
    case ours
    case theirs
}
