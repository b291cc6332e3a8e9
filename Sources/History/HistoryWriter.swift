// The one writer: commits what waits in groups, on a queue of its own, beats the run's heart, and
// goes on trying while the disk fails; and beside it the watch, which speaks for it while it hangs
// in a write. What is decided about the facts that wait is `Backlog`'s; what a fact does to the
// record stands in `SessionFact+Statements`. Nothing that an event loop calls here waits for the
// disk.

import Dispatch
import GRDB
import GatewayAPI
import LeaseCore
import Logging
import Synchronization

/// Writes facts, in the order in which they were taken.
final class HistoryWriter: Sendable {
    private let backlog: Mutex<Backlog>
    /// The count of `backlog`, to be read without its lock.
    private let waiting = Atomic(0)
    private let queue = DispatchQueue(label: "history.writer", qos: .userInitiated)
    /// The watch's: never waits for the disk.
    private let watch = DispatchQueue(label: "history.watch", qos: .userInitiated)
    private let pool: DatabasePool
    private let checkpointer: Checkpointer
    private let run: GatewayRun
    private let leases: LeaseSupply
    private let durability: HistoryDatabase.Durability
    private let logger: Logger?

    /// How long what nobody waits for may wait for company.
    private static let gatheringMax = DispatchTimeInterval.milliseconds(2)
    private static let heartbeatPeriod = DispatchTimeInterval.milliseconds(1_500)

    init(
        pool: DatabasePool,
        checkpointer: Checkpointer,
        run: GatewayRun,
        leases: LeaseSupply,
        durability: HistoryDatabase.Durability,
        journalMax: Int,
        logger: Logger?
    ) {
        self.backlog = Mutex(Backlog(countMax: journalMax))
        self.pool = pool
        self.checkpointer = checkpointer
        self.run = run
        self.leases = leases
        self.durability = durability
        self.logger = logger
        queue.asyncAfter(deadline: .now() + Self.heartbeatPeriod) { self.beat() }
        watch.async { self.look() }
    }

    /// How many facts wait.
    var waitingCount: Int { waiting.load(ordering: .relaxed) }

    /// Why nothing can be written now; nil while all is well.
    var cause: String? { backlog.withLock { $0.cause(at: Self.now) } }

    func add(_ entry: Backlog.Entry) {
        let addition = backlog.withLock { backlog in
            defer { waiting.store(backlog.count, ordering: .relaxed) }
            return backlog.add(entry)
        }
        switch addition {
        case .waits: break
        case .wakesWriter: queue.async { self.takeTurn() }
        case .wakesWriterSoon:
            queue.asyncAfter(deadline: .now() + Self.gatheringMax) { self.takeGathered() }
        case .isNotDurable(let written): written(false)
        }
    }

    /// A clock that stands still while the machine is suspended: then the disk is not late.
    private static var now: Instant {
        Instant(nanoseconds: Int64(DispatchTime.now().uptimeNanoseconds))
    }

    // MARK: - On the watch's queue

    /// Answers for a disk that does not, as for one that fails. Grants set no timer for it: it
    /// looks once a second, and when the writer has hung for so long.
    private func look() {
        // The disk may answer in the next moment.
        let (look, cause) = backlog.withLock { backlog in
            let now = Self.now
            return (backlog.look(at: now), backlog.cause(at: now))
        }
        for written in look.awaited { written(false) }
        if look.isNews, let cause { logTrouble(cause, remedy: DatabaseError.diskRemedy) }
        watch.asyncAfter(deadline: .now() + look.pause.dispatchInterval) { [weak self] in
            self?.look()
        }
    }

    // MARK: - On the queue

    /// A grant may have called for the writer meanwhile.
    private func takeGathered() {
        if backlog.withLock({ $0.isGathering && $0.startWriting() }) { takeTurn() }
    }

    private func takeTurn() {
        guard !backlog.withLock({ $0.isClosed }) else { return }
        do {
            try writeAll()
        } catch {
            let pause = failed(error)
            queue.asyncAfter(deadline: .now() + pause) { self.takeTurn() }
        }
    }

    /// A heartbeat of its own, for times without facts.
    private func beat() {
        if backlog.withLock({ $0.startWriting() }) { takeTurn() }
        guard !backlog.withLock({ $0.isClosed }) else { return }
        queue.asyncAfter(deadline: .now() + Self.heartbeatPeriod) { [weak self] in self?.beat() }
    }

    /// Writes until nothing waits; at least the heartbeat.
    private func writeAll() throws {
        repeat {
            let group = backlog.withLock { $0.nextGroup(at: Self.now) }
            try commit(group)
            wrote(group.count)
            try reserveLeases()
            checkpointer.wrote(group.count + 1)
        } while !backlog.withLock { $0.stopWriting() }
    }

    private func commit(_ group: ArraySlice<Backlog.Entry>) throws {
        try pool.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                for entry in group {
                    switch entry {
                    case .fact(let fact, _): try fact.write(database, run)
                    case .grant(let grant, _): try grant.write(database)
                    case .order(let order, _): try order.write(database)
                    }
                }
                try run.beat(database)
                return .commit
            }
        }
    }

    private func wrote(_ count: Int) {
        let success = backlog.withLock { backlog in
            defer { waiting.store(backlog.count, ordering: .relaxed) }
            return backlog.wrote(count, at: Self.now)
        }
        for entry in success.group { entry.written?(true) }
        if success.isRecovery { logger?.notice("The history is written again.") }
        if success.notesDropped > 0 {
            logger?.warning("The history lacks \(success.notesDropped) events of sessions.")
        }
    }

    /// Everything waits on; returns for how long.
    private func failed(_ error: any Error) -> DispatchTimeInterval {
        let error = error as? DatabaseError
        precondition(
            error?.resultCode != .SQLITE_CONSTRAINT,
            "a fact that the schema refuses: \(String(describing: error))"
        )
        let cause = error?.cause ?? String(describing: error)
        let failure = backlog.withLock { $0.failed(cause) }
        for written in failure.awaited { written(false) }
        if failure.isNews { logTrouble(cause, remedy: error?.remedy ?? "") }
        return failure.pause.dispatchInterval
    }

    private func logTrouble(_ cause: String, remedy: String) {
        logger?.error("The history cannot be written: \(cause). \(remedy)")
    }

    private func reserveLeases() throws {
        guard leases.isShort else { return }
        let end = leases.blockEnd
        try pool.writeWithoutTransaction { database in
            try database.commitDurably(thenBackTo: durability) {
                try run.reserveLeases(database, to: end)
            }
        }
        leases.reserved(to: end)
    }

    // MARK: - The end

    /// Takes nothing more, writes what waits, ends the run, gives unused lease numbers back, and
    /// leaves one file. Tries until `deadline`, then tells what could not be written.
    func close(by deadline: DispatchTime, closed: @escaping @Sendable (Problem?) -> Void) {
        guard backlog.withLock({ $0.close() }) else { return closed(nil) }
        let lastLease = leases.stop()
        queue.async { self.finish(lastLease: lastLease, by: deadline, closed: closed) }
    }

    private func finish(
        lastLease: Int64,
        by deadline: DispatchTime,
        closed: @escaping @Sendable (Problem?) -> Void
    ) {
        do {
            try writeAll()
            try pool.writeWithoutTransaction { database in
                try database.commitDurably(thenBackTo: durability) {
                    try run.end(database, lastLease: lastLease)
                }
            }
        } catch {
            let next = DispatchTime.now() + failed(error)
            guard next >= deadline else {
                queue.asyncAfter(deadline: next) {
                    self.finish(lastLease: lastLease, by: deadline, closed: closed)
                }
                return
            }
            return closed(lost(for: error))
        }
        leaveOneFile()
        closed(nil)
    }

    private func lost(for error: any Error) -> Problem {
        var problem = Problem(error, at: pool.path)
        problem.message += " \(waitingCount) rows of the history are lost."
        return problem
    }

    /// The checkpointer last: the last connection to close removes the log, which a reader may not.
    private func leaveOneFile() {
        pool.interrupt()
        do {
            try pool.close()
            try checkpointer.finish()
            try checkpointer.close()
        } catch {
            logger?.notice("\(pool.path)-wal is left: \(error). The next start takes it in.")
        }
    }
}

extension Duration {
    fileprivate var dispatchInterval: DispatchTimeInterval { .nanoseconds(Int(wholeNanoseconds)) }
}
