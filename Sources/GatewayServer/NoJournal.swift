// The journal that keeps nothing: for benchmarks and tests of what stands above it. It is not in
// LeaseCore, beside its protocol, because LeaseCore imports nothing, not even atomics.

import LeaseCore
import Synchronization

/// Counts sessions and leases from 1, keeps no fact, and says at once that nothing is durable.
public final class NoJournal: Journal {
    private let sessions = Atomic<Int64>(0)
    private let leases = Atomic<Int64>(0)

    public init() {}

    public func nextSession() -> SessionID {
        SessionID(sessions.add(1, ordering: .relaxed).newValue)
    }

    public func nextLease() -> LeaseNumber? {
        LeaseNumber(leases.add(1, ordering: .relaxed).newValue)
    }

    public var hasRoom: Bool { true }

    public var problems: [String] { [] }

    public func record(_ fact: SessionFact) {}

    public func record(
        _ fact: SessionFact,
        written: @escaping @Sendable (_ isDurable: Bool) -> Void
    ) {
        written(false)
    }

    public func record(
        _ grant: SessionGrant,
        written: @escaping @Sendable (_ isDurable: Bool) -> Void
    ) {
        written(false)
    }

    public func record(
        _ order: ServiceOrder,
        written: @escaping @Sendable (_ isDurable: Bool) -> Void
    ) {
        written(false)
    }

    public var drains: [String: ServiceOrder] { [:] }

    public var lastLeases: [String: LeaseNumber] { [:] }
}
