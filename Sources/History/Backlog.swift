// The facts that wait for the disk, and what becomes of them: which are written next, whose grant
// is not durable, when to try again. It decides and does nothing; the writer acts. Facts keep their
// order, whatever happens.

import LeaseCore

/// What waits, oldest first, and whether the disk takes it.
struct Backlog {
    /// Told once whether its fact, its grant or its order is durable.
    typealias Written = @Sendable (_ isDurable: Bool) -> Void

    enum Entry {
        /// `Written` is nil where nobody waits for it, or has been told already.
        case fact(SessionFact, Written? = nil)
        case grant(SessionGrant, Written?)
        case order(ServiceOrder, Written?)

        /// Who waits for it.
        var written: Written? {
            switch self {
            case .fact(_, let written), .grant(_, let written), .order(_, let written): written
            }
        }

        /// The same, once that one has been told.
        var told: Entry {
            switch self {
            case .fact(let fact, _): .fact(fact)
            case .grant(let grant, _): .grant(grant, nil)
            case .order(let order, _): .order(order, nil)
            }
        }
    }

    private enum Condition: Equatable {
        /// Nothing waits. Can transition to: gathering, writing, closed.
        case resting
        /// Nobody waits for what waits: the writer comes in a moment, for all of it. A hand-over
        /// has the processor for itself until its grant. Can transition to: writing, closed.
        case gathering
        /// The writer is on its way or at work. Can transition to: resting, failing, closed.
        case writing
        /// The last commit failed for this cause. Can transition to: writing, closed.
        case failing(cause: String)
        /// Nothing more is taken; what waits is still written. Can transition to: none.
        case closed
    }

    private var condition = Condition.resting
    /// The writer's.
    private var taken: ArraySlice<Entry> = []
    /// Arrived since the writer took those.
    private var arrived: [Entry] = []
    private var notesDropped = 0
    private var pause = pauseMin
    private let countMax: Int

    private static let groupCountMax = 1_000
    private static let pauseMin = Duration.milliseconds(250)
    private static let pauseMax = Duration.seconds(5)

    /// - Parameter countMax: when so many entries wait, notes are dropped; all else is kept, for
    ///   the sessions that are still there.
    init(countMax: Int) {
        self.countMax = countMax
    }

    var count: Int { taken.count + arrived.count }

    /// Why the disk takes nothing; nil while it does.
    var cause: String? {
        guard case .failing(let cause) = condition else { return nil }
        return cause
    }

    var isClosed: Bool { condition == .closed }

    var isGathering: Bool { condition == .gathering }

    // MARK: - What the event loops do

    enum Addition {
        case waits
        /// It waits, and the writer rests.
        case wakesWriter
        /// It waits, and the writer may come in a moment.
        case wakesWriterSoon
        /// This fact, grant or order is not durable, or not even taken.
        case isNotDurable(Written)
    }

    mutating func add(_ entry: Entry) -> Addition {
        switch (condition, entry) {
        case (.closed, _): return entry.written.map { .isNotDurable($0) } ?? .waits
        case (.failing, .fact(_, let written?)), (.failing, .grant(_, let written?)),
            (.failing, .order(_, let written?)):
            arrived.append(entry.told)
            return .isNotDurable(written)
        case (_, .fact(.noted, _)) where count >= countMax: notesDropped += 1
        case (.failing, _), (.resting, _), (.gathering, _), (.writing, _): arrived.append(entry)
        }
        switch (condition, entry) {
        case (.resting, .fact(_, nil)):
            condition = .gathering
            return .wakesWriterSoon
        case (.resting, .fact(_, .some)), (.gathering, .fact(_, .some)), (.resting, .grant),
            (.gathering, .grant), (.resting, .order), (.gathering, .order):
            condition = .writing
            return .wakesWriter
        default: return .waits
        }
    }

    // MARK: - What the writer does

    /// Whether the writer was not at work, and has to begin now.
    mutating func startWriting() -> Bool {
        guard condition == .resting || condition == .gathering else { return false }
        condition = .writing
        return true
    }

    /// Whether the writer may rest: it may not while something waits.
    mutating func stopWriting() -> Bool {
        guard count == 0 else { return false }
        if condition == .writing { condition = .resting }
        return true
    }

    /// What belongs into the next transaction; empty when nothing waits.
    mutating func nextGroup() -> ArraySlice<Entry> {
        if taken.isEmpty {
            taken = arrived[...]
            arrived = []
        }
        return taken.prefix(Self.groupCountMax)
    }

    struct Success {
        /// Whether the commit before had failed.
        var isRecovery: Bool
        /// How many notes were lost meanwhile.
        var notesDropped: Int
    }

    /// The first `count` entries are in the database.
    mutating func wrote(_ count: Int) -> Success {
        taken = taken.dropFirst(count)
        pause = Self.pauseMin
        let success = Success(isRecovery: cause != nil, notesDropped: notesDropped)
        notesDropped = 0
        if success.isRecovery { condition = .writing }
        return success
    }

    struct Failure {
        /// Whether the writer had not failed before, or for another cause.
        var isNews: Bool
        /// Those who wait for what is not durable.
        var awaited: [Written]
        /// Try again after this.
        var pause: Duration
    }

    /// The group could not be written. All that waits goes on waiting, in order.
    mutating func failed(_ cause: String) -> Failure {
        let awaited = Self.takeCallbacks(&taken) + Self.takeCallbacks(&arrived)
        let failure = Failure(isNews: self.cause != cause, awaited: awaited, pause: pause)
        pause = min(pause * 2, Self.pauseMax)
        if condition != .closed { condition = .failing(cause: cause) }
        return failure
    }

    /// Takes nothing more. False when that was so already.
    mutating func close() -> Bool {
        defer { condition = .closed }
        return !isClosed
    }

    private static func takeCallbacks<Entries: MutableCollection<Entry>>(
        _ entries: inout Entries
    ) -> [Written] {
        var callbacks: [Written] = []
        for index in entries.indices {
            guard let written = entries[index].written else { continue }
            callbacks.append(written)
            entries[index] = entries[index].told
        }
        return callbacks
    }
}
