// Where facts about sessions go, and where their numbers come from: one protocol, with a twin that
// keeps nothing. History implements it; the gateway calls it from its event loops and never waits.
// To add a fact: a case in `SessionFact`, and whoever writes it down.

/// Takes facts, in order, and writes them down some time soon. Nothing here blocks, and everything
/// may be called from any thread.
public protocol Journal: Sendable {
    /// The number of the next session.
    func nextSession() -> SessionID

    /// The number of the next lease, from a durably reserved block: none is ever given twice, not
    /// even after a power cut. Nil when the block is used up and no other could be reserved.
    func nextLease() -> LeaseNumber?

    /// Whether new sessions may be admitted: false while the disk fails, or hangs, and as many rows
    /// wait as may.
    var hasRoom: Bool { get }

    /// What does not work as promised, a sentence each; empty when all does.
    var problems: [String] { get }

    /// Takes one fact. Facts about one session are written in the order in which they were taken.
    func record(_ fact: SessionFact)

    /// Takes a fact that somebody waits for, and says of it what it says of a grant.
    func record(_ fact: SessionFact, written: @escaping @Sendable (_ isDurable: Bool) -> Void)

    /// Takes a grant, and says when it is in the database, or that it is not, because the disk
    /// fails, or has not answered for a second; then it is written later, if it can be. `written`
    /// is called once, on any thread, with whether it is durable.
    func record(_ grant: SessionGrant, written: @escaping @Sendable (_ isDurable: Bool) -> Void)

    /// Takes an order about a device's service, and says of it what it says of a grant.
    func record(_ order: ServiceOrder, written: @escaping @Sendable (_ isDurable: Bool) -> Void)

    /// The orders by which devices are out of service, by device; those of earlier runs included.
    var drains: [String: ServiceOrder] { get }

    /// The last lease that earlier runs have given of each device, as far as that is known.
    var lastLeases: [String: LeaseNumber] { get }
}
