// How long a link lives. Which kinds of device begin with which is the configuration's to say; what
// it means for the lease is decided in `LeaseStateMachine`.

/// How long a link lives.
public enum LinkLife: Hashable, Sendable {
    /// Each lease has one of its own, closed at its end.
    case perLease
    /// It is kept from one lease to the next, with a clean line in between.
    case persistent
    /// So too, and it is there from the start on and opened again whenever it is lost, also while
    /// nobody is there: for what is disturbed by nobody's connecting, as a serial port. A device
    /// out of service is left alone.
    case standing
}
