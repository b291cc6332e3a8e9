// The furthest that a session came in its stay.

/// The column `role` of the record.
public enum SessionRole: String, CaseIterable, Hashable, Sendable {
    case holder, waiter, observer, refused
}
