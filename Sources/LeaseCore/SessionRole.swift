// The furthest that a session came in its stay. When in its stay it ended is `SessionPhase`, and
// why is `EndReason`.

/// The column `role` of the record.
public enum SessionRole: String, CaseIterable, Hashable, Sendable {
    case holder, waiter, observer, refused
}
