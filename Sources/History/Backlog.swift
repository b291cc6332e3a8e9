// The facts that wait for the disk, and what becomes of them: which are written next, whose grant
// is not durable, when to try again, and when a disk that does not even fail has been waited for
// long enough. It decides and does nothing, and is told the time; the writer acts. Facts keep their
// order, whatever happens.

import GatewayAPI
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
        /// Nothing can be written now: whoever waits is told so, and the writer goes on trying. Can
        /// transition to: itself, for another trouble; writing, closed.
        case failing(Trouble)
        /// Nothing more is taken; what waits is still written. Can transition to: none.
        case closed
    }

    private enum Trouble: Equatable {
        /// The last commit failed for this cause.
        case refused(cause: String)
        /// No answer of the disk came within `answerMax` since then.
        case late(since: Instant)
    }

    private var condition = Condition.resting
    /// The writer's.
    private var taken: ArraySlice<Entry> = []
    /// Arrived since the writer took those.
    private var arrived: [Entry] = []
    private var notesDropped = 0
    private var pause = pauseMin
    /// When the disk was asked for what it has not answered yet; nil while nobody asks it.
    private var askedAt: Instant?
    private let countMax: Int

    private static let groupCountMax = 1_000
    private static let pauseMin = Duration.milliseconds(250)
    private static let pauseMax = Duration.seconds(5)
    /// So long a grant waits for the disk at most. Each answer is one: of a commit of a whole
    /// group, of a reservation, of a checkpoint.
    private static let answerMax = Duration.seconds(1)

    /// - Parameter countMax: when so many entries wait, notes are dropped; all else is kept, for
    ///   the sessions that are still there.
    init(countMax: Int) {
        self.countMax = countMax
    }

    var count: Int { taken.count + arrived.count }

    /// Why the disk takes nothing, as it is `now`; nil while it does.
    func cause(at now: Instant) -> String? {
        switch trouble {
        case nil: nil
        case .refused(let cause): cause
        case .late(let since): "the disk has not answered in time for \((now - since).text)"
        }
    }

    private var trouble: Trouble? {
        guard case .failing(let trouble) = condition else { return nil }
        return trouble
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

    /// Whether the writer may rest: it may not while something waits, nor before a disk that was
    /// late has answered in time. So one that is late with everything is so all along, and neither
    /// delays each grant anew nor recovers at every write.
    mutating func stopWriting() -> Bool {
        guard count == 0, trouble == nil else { return false }
        askedAt = nil
        if condition == .writing { condition = .resting }
        return true
    }

    /// What belongs into the next transaction, which begins `now`; empty when nothing waits.
    mutating func nextGroup(at now: Instant) -> ArraySlice<Entry> {
        askedAt = now
        if taken.isEmpty {
            taken = arrived[...]
            arrived = []
        }
        return taken.prefix(Self.groupCountMax)
    }

    struct Success {
        /// What is written, with those who have not been told yet.
        var group: ArraySlice<Entry>
        /// Whether nothing could be written before.
        var isRecovery: Bool
        /// How many notes were lost meanwhile.
        var notesDropped: Int
    }

    /// The first `count` entries are in the database `now`. The writer goes on with its other
    /// duties.
    mutating func wrote(_ count: Int, at now: Instant) -> Success {
        let isInTime = askedAt.map { now - $0 < Self.answerMax } ?? true
        let success = Success(
            group: taken.prefix(count),
            isRecovery: trouble != nil && isInTime,
            notesDropped: notesDropped
        )
        taken = taken.dropFirst(count)
        notesDropped = 0
        pause = Self.pauseMin
        askedAt = now
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
        let trouble = Trouble.refused(cause: cause)
        let isNews = self.trouble != trouble
        let failure = Failure(isNews: isNews, awaited: takeAwaited(), pause: pause)
        pause = min(pause * 2, Self.pauseMax)
        askedAt = nil
        if !isClosed { condition = .failing(trouble) }
        return failure
    }

    // MARK: - What the watch does

    struct Look {
        /// Whether the disk is late, and was not when somebody looked before.
        var isNews = false
        /// Those who have waited long enough.
        var awaited: [Written] = []
        /// Look again after this: nobody will have waited longer than `answerMax` then.
        var pause = answerMax
    }

    /// Whether the disk has left the writer waiting for too long. The writer cannot tell: it waits.
    mutating func look(at now: Instant) -> Look {
        guard let askedAt else { return Look() }
        let waited = now - askedAt
        guard waited >= Self.answerMax else { return Look(pause: Self.answerMax - waited) }
        var look = Look(awaited: takeAwaited())
        switch condition {
        case .closed, .failing(.late): break
        case .resting, .gathering, .writing, .failing(.refused):
            look.isNews = true
            condition = .failing(.late(since: askedAt))
        }
        return look
    }

    /// Takes nothing more. False when that was so already.
    mutating func close() -> Bool {
        defer { condition = .closed }
        return !isClosed
    }

    private mutating func takeAwaited() -> [Written] {
        Self.takeCallbacks(&taken) + Self.takeCallbacks(&arrived)
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
