// How long a device's slot takes to be free again after a release, as its last releases have shown:
// a small stack is deaf for a few milliseconds, each time for about the same. A try is placed there
// beside those that a refused link gets anyway. When tries are made at all is `LinkTrial`'s.

/// What is known of how long after a release a device is ready again. Times count from when the
/// link was left.
enum SlotRecovery: Hashable, Sendable {
    /// Nothing: it was ready at once, or only after more than `recoveryMax`.
    /// Can transition to: narrowing.
    case unknown
    /// It was taken so long after a release, and free so long after one. Each release narrows that
    /// down. Can transition to: settled, unknown.
    case narrowing(takenAfter: Duration, freeAfter: Duration)
    /// It is mostly ready by then. Can transition to: narrowing, unknown.
    case settled(Habit)

    /// By when a device is ready after about eight releases of nine. To wait for the ninth as well
    /// would cost the others more than it spares that one; and a try right before it is ready keeps
    /// a small device busy just then.
    struct Habit: Hashable, Sendable {
        fileprivate(set) var after: Duration
        /// How far that moves when it has been right.
        fileprivate var stride: Duration
        /// In how many of the last releases, one after the other, the device was ready by then.
        fileprivate var readyCount = 0
        /// In how many it was not ready until much later.
        fileprivate var lateCount = 0
    }

    /// When after a release a try is worth more than at any other time, and how far apart two of
    /// them begin then. Nil: nothing is known.
    func promisingTime(
        under policy: LeasePolicy
    ) -> (from: Duration, to: Duration, step: Duration)? {
        switch self {
        case .unknown: return nil
        case .narrowing(let takenAfter, let freeAfter):
            let step = max(policy.recoveryStep, (freeAfter - takenAfter) / 6)
            return (from: takenAfter + step, to: freeAfter + step * 2, step: step)
        case .settled(let habit):
            let step = policy.recoveryStep
            return (from: habit.after, to: habit.after + step * 5, step: step)
        }
    }

    /// One more release: the last try in vain was begun so long after it, nil if none was, and the
    /// one that opened.
    mutating func note(
        takenAfter: Duration?,
        freeAfter: Duration,
        under policy: LeasePolicy
    ) {
        let shown = Self.of(takenAfter, freeAfter, under: policy)
        switch self {
        case .unknown: self = shown
        case .narrowing(let takenBefore, let freeBefore):
            guard let takenAfter else {
                if freeAfter < freeBefore { self = shown }
                return
            }
            self =
                takenBefore < freeAfter
                ? .of(max(takenBefore, takenAfter), freeAfter, under: policy) : shown
        case .settled(let habit):
            self = habit.confirmed(takenAfter, freeAfter, under: policy) ?? shown
        }
    }

    /// What one release alone shows.
    private static func of(
        _ takenAfter: Duration?,
        _ freeAfter: Duration,
        under policy: LeasePolicy
    ) -> SlotRecovery {
        guard let takenAfter, freeAfter <= policy.recoveryMax else { return .unknown }
        let step = policy.recoveryStep
        return freeAfter - takenAfter > step * 2
            ? .narrowing(takenAfter: takenAfter, freeAfter: freeAfter)
            : .settled(Habit(after: freeAfter, stride: step / 2))
    }
}

extension SlotRecovery.Habit {
    /// How many releases in a row may have been much slower before the device has another habit.
    private static let lateCountMax = 3
    /// How many in a row have to be no slower before it is asked whether the device has become
    /// faster.
    private static let readyCountMax = 8

    /// The habit after one more release; nil: it has another one. No two releases are quite alike,
    /// and one slow one must not make the next ones wait: the time moves down by a stride when it
    /// was right, and up by one when it was too early. Strides become shorter down to where one up
    /// is as long as eight down.
    fileprivate func confirmed(
        _ takenAfter: Duration?,
        _ freeAfter: Duration,
        under policy: LeasePolicy
    ) -> SlotRecovery? {
        let step = policy.recoveryStep
        var habit = self
        if let takenAfter, takenAfter >= after {
            habit.after += max(stride, step / 4)
            habit.stride = max(stride / 4, step / 32)
            habit.readyCount = 0
            habit.lateCount = freeAfter > after + step * 5 ? lateCount + 1 : 0
            return habit.lateCount < Self.lateCountMax ? .settled(habit) : nil
        }
        if freeAfter < after - step { return nil }
        // Nobody came before: nothing is shown.
        if takenAfter == nil, freeAfter > after + step { return .settled(self) }
        habit.after -= stride
        habit.readyCount += 1
        habit.lateCount = 0
        if habit.readyCount == Self.readyCountMax {
            habit.readyCount = 0
            habit.stride = min(stride * 2, step / 2)
        }
        return habit.after > .zero ? .settled(habit) : nil
    }
}
