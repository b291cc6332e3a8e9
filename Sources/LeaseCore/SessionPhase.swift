// How far a session had come when it ended. Not why it ended: that is `EndReason`; and not the
// furthest it ever came: that is `SessionRole`.

/// The column `end_phase` of the record.
public enum SessionPhase: String, CaseIterable, Hashable, Sendable {
    /// It was turned away on arrival.
    case arriving
    /// It waited for the lease.
    case queued
    /// It held the lease, and its link was not open yet.
    case connecting
    /// It held the lease on an open link.
    case holding
    /// It read what the device said.
    case observing
}
