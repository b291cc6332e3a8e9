// The history of a running gateway: the journal that its event loops write to, and the archive that
// its API asks. How it is opened is `HistoryDatabase+Opening`; who writes, `HistoryWriter`; how
// questions are answered, `SessionQuery`. A history with no gateway running is `HistoryFile`.

import Dispatch
import GRDB
import GatewayAPI
import LeaseCore
import Synchronization

/// `history.sqlite` in the state directory, of which one gateway is in charge.
public final class HistoryDatabase: Journal {
    /// What a commit survives.
    public enum Durability: String, CaseIterable, Sendable {
        /// The end of the process, `kill -9` included.
        case normal
        /// The end of the power, too.
        case full
    }

    let pool: DatabasePool
    private let writer: HistoryWriter
    private let leases: LeaseSupply
    private let lastSession: Atomic<Int64>
    private let journalMax: Int
    private let standingDrains: Mutex<[String: ServiceOrder]>
    public let lastLeases: [String: LeaseNumber]

    init(
        pool: DatabasePool,
        writer: HistoryWriter,
        leases: LeaseSupply,
        lastSession: Int64,
        drains: [String: ServiceOrder],
        lastLeases: [String: LeaseNumber],
        journalMax: Int
    ) {
        self.pool = pool
        self.writer = writer
        self.leases = leases
        self.lastSession = Atomic(lastSession)
        standingDrains = Mutex(drains)
        self.lastLeases = lastLeases
        self.journalMax = journalMax
    }

    public func nextSession() -> SessionID {
        SessionID(lastSession.add(1, ordering: .relaxed).newValue)
    }

    public func nextLease() -> LeaseNumber? {
        leases.next()
    }

    public var hasRoom: Bool { backlogCount < journalMax }

    public func record(_ fact: SessionFact) {
        writer.add(.fact(fact))
    }

    public func record(
        _ fact: SessionFact,
        written: @escaping @Sendable (_ isDurable: Bool) -> Void
    ) {
        writer.add(.fact(fact, written))
    }

    public func record(
        _ grant: SessionGrant,
        written: @escaping @Sendable (_ isDurable: Bool) -> Void
    ) {
        writer.add(.grant(grant, written))
    }

    public func record(
        _ order: ServiceOrder,
        written: @escaping @Sendable (_ isDurable: Bool) -> Void
    ) {
        standingDrains.withLock { $0[order.device] = order.kind == .drain ? order : nil }
        writer.add(.order(order, written))
    }

    public var drains: [String: ServiceOrder] { standingDrains.withLock { $0 } }

    /// How many facts wait to be written.
    public var backlogCount: Int { writer.waitingCount }

    /// What does not work as promised, a sentence each; empty when all does.
    public var problems: [String] {
        guard let cause = writer.cause else { return [] }
        let admission = hasRoom ? "" : " Nobody new is admitted."
        return ["the history cannot be written: \(cause); \(backlogCount) rows wait.\(admission)"]
    }

    /// Writes what waits, ends the run, gives unused lease numbers back and leaves one file. To be
    /// called once nothing is recorded any more; what is recorded later is not kept.
    ///
    /// - Parameter bound: how long a disk that fails is given to recover.
    /// - Throws: a `Problem` that says how many rows are lost.
    public func close(within bound: Duration = .seconds(3)) async throws(Problem) {
        let deadline = DispatchTime.now() + .nanoseconds(Int(bound.wholeNanoseconds))
        let (outcomes, outcome) = AsyncStream.makeStream(of: Problem?.self)
        writer.close(by: deadline) { outcome.yield($0) }
        let stuck = Problem(
            .databaseUnusable,
            "\(pool.path) cannot be closed: its disk does not answer.",
            hint: "\(backlogCount) rows of the history may be lost."
        )
        DispatchQueue.global().asyncAfter(deadline: deadline + Self.answerMax) {
            outcome.yield(stuck)
        }
        for await problem in outcomes {
            guard let problem else { return }
            throw problem
        }
    }

    /// How long after the bound a call to the disk may still take to come back.
    private static let answerMax = DispatchTimeInterval.seconds(1)
}
