// Whether a device is in service, and by whose order it is not. What that means for arrivals,
// holder and waiters is the machine's to decide; this is what they and the record are told of it.

/// A device's service, as its runner knows it.
enum Service: Hashable {
    /// Can go to drained, removed.
    case open
    /// Out of service by an operator's order. Can go to open, removed.
    case drained(by: String)
    /// The configuration has the device no more: it is gone once nobody is there. Can go to open
    /// or drained, where the configuration has it again in time.
    case removed

    /// What is said of those whom it ends; nil while the device is in service.
    var dismissal: Dismissal? {
        switch self {
        case .open: nil
        case .drained(let actor): Dismissal(actor: actor, because: nil)
        case .removed: Dismissal(actor: nil, because: "the configuration has the device no more")
        }
    }
}
