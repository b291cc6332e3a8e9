// An operator's order that ends sessions, as far as those who are ended and the record are told of
// it: who gave it, and why. Which sessions it ends is the machine's to decide.

/// Who ended a session, and why.
struct Dismissal: Hashable, Sendable {
    /// The operator's user name; nil where the configuration gave the order.
    let actor: String?
    /// Printable ASCII, bounded; nil where nothing was said.
    let because: String?
}
