// The facts about a session that the record is made of, in the order in which they happen. Times
// are wall-clock milliseconds since the epoch: the arrival's is read from the clock, and every
// later one is the arrival's plus a monotonic length, so that an end never precedes its arrival.

/// Something to be written down about one session.
public enum SessionFact: Sendable, Hashable {
    /// A row begins; or, told again, it is known now who came, and where it stands.
    case arrived(SessionArrival)
    /// The grant did not stand: the heir did not answer, and waits again.
    case passedOver(SessionID, at: Int64)
    /// It goes on waiting in the line of another device of its pool.
    case moved(SessionID, to: String, at: Int64)
    /// A row is complete.
    case ended(SessionEnd)
    /// Something worth telling happened within the session.
    case noted(SessionNote)
}
