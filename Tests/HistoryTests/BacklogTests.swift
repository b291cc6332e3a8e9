// What the backlog decides, without a disk: order, groups, pauses, and whom it tells what. What
// becomes of it on a disk that fails is in `DiskTroubleTests`; what it decides about one that does
// not answer, in `BacklogLookTests`.

import LeaseCore
import Synchronization
import Testing

@testable import History

struct BacklogTests {
    /// No time passes here.
    private static let start = Instant(nanoseconds: 0)

    private static func note(_ number: Int64) -> Backlog.Entry {
        .fact(.noted(SessionNote(session: SessionID(number), at: 0, kind: "x", detail: nil)))
    }

    private static func grant(_ number: Int64, _ written: @escaping Backlog.Written)
        -> Backlog.Entry
    {
        .grant(
            SessionGrant(
                session: SessionID(number),
                lease: LeaseNumber(number),
                grantedAt: 0,
                waitedMilliseconds: 0
            ),
            written
        )
    }

    private static func passedOver(_ number: Int64) -> Backlog.Entry {
        .fact(.passedOver(SessionID(number), at: 0))
    }

    private static func sessions(_ group: ArraySlice<Backlog.Entry>) -> [Int64] {
        group.map { entry in
            switch entry {
            case .grant(let grant, _): grant.session.number
            case .fact(.passedOver(let session, _), _): session.number
            case .fact(.noted(let note), _): note.session.number
            case .fact, .order: 0
            }
        }
    }

    @Test func `only the first to come wakes the writer`() {
        var backlog = Backlog(countMax: 10)
        guard case .wakesWriterSoon = backlog.add(Self.note(1)) else {
            Issue.record("the writer rests")
            return
        }
        guard case .waits = backlog.add(Self.note(2)) else {
            Issue.record("the writer is on its way")
            return
        }
        #expect(backlog.isGathering)
        let begun = backlog.startWriting()
        #expect(begun && !backlog.isGathering)
        let stoppedEarly = backlog.stopWriting()
        #expect(!stoppedEarly)
        _ = backlog.wrote(backlog.nextGroup(at: Self.start).count, at: Self.start)
        let stopped = backlog.stopWriting()
        let started = backlog.startWriting()
        #expect(stopped && started)
    }

    @Test func `a fact that somebody waits for wakes the writer at once`() {
        var backlog = Backlog(countMax: 10)
        _ = backlog.add(Self.note(1))
        #expect(backlog.isGathering)
        guard case .wakesWriter = backlog.add(.fact(.passedOver(SessionID(2), at: 0), { _ in }))
        else {
            Issue.record("nobody comes for it")
            return
        }
        let failure = backlog.failed("the disk is full")
        #expect(failure.awaited.count == 1)
        guard case .isNotDurable = backlog.add(.fact(.passedOver(SessionID(3), at: 0), { _ in }))
        else {
            Issue.record("it is waited for in vain")
            return
        }
        #expect(backlog.count == 3)
    }

    @Test func `groups are bounded and keep the order`() {
        var backlog = Backlog(countMax: 10_000)
        for number in 0..<2_500 { _ = backlog.add(Self.passedOver(Int64(number))) }
        var sizes: [Int] = []
        var order: [Int64] = []
        while !backlog.stopWriting() {
            let group = backlog.nextGroup(at: Self.start)
            sizes.append(group.count)
            order += Self.sessions(group)
            _ = backlog.wrote(group.count, at: Self.start)
        }
        #expect(sizes == [1_000, 1_000, 500])
        #expect(order == Array(0..<2_500))
    }

    @Test func `what failed is tried again first, and what came later after it`() {
        var backlog = Backlog(countMax: 10)
        _ = backlog.add(Self.passedOver(1))
        let first = backlog.nextGroup(at: Self.start)
        _ = backlog.add(Self.passedOver(2))
        _ = backlog.failed("the disk is full")
        _ = backlog.add(Self.passedOver(3))
        let again = backlog.nextGroup(at: Self.start)
        let recovery = backlog.wrote(again.count, at: Self.start)
        let rest = backlog.nextGroup(at: Self.start)
        let success = backlog.wrote(rest.count, at: Self.start)
        #expect([first, again, rest].map(Self.sessions) == [[1], [1], [2, 3]])
        #expect(recovery.isRecovery)
        #expect(!success.isRecovery)
        #expect(backlog.count == 0)
    }

    @Test func `pauses grow from a quarter of a second to five, and begin anew`() {
        var backlog = Backlog(countMax: 10)
        _ = backlog.add(Self.passedOver(1))
        let pauses = (0..<7).map { _ in backlog.failed("x").pause.wholeMilliseconds }
        #expect(pauses == [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000])
        _ = backlog.wrote(backlog.nextGroup(at: Self.start).count, at: Self.start)
        let anew = backlog.failed("x")
        #expect(anew.pause == .milliseconds(250))
    }

    @Test func `a failure is news once for each cause`() {
        var backlog = Backlog(countMax: 10)
        let news = ["a", "a", "b", "b"].map { backlog.failed($0).isNews }
        #expect(news == [true, false, true, false])
    }

    @Test func `a grant is told once that it is not durable, and written all the same`() {
        let told = Mutex<[Bool]>([])
        var backlog = Backlog(countMax: 10)
        let tell: Backlog.Written = { isDurable in told.withLock { $0.append(isDurable) } }
        _ = backlog.add(Self.grant(1, tell))
        for written in backlog.failed("x").awaited { written(false) }
        for written in backlog.failed("x").awaited { written(false) }
        if case .isNotDurable(let written) = backlog.add(Self.grant(2, tell)) { written(false) }
        #expect(told.withLock { $0 } == [false, false])
        var written = 0
        while !backlog.stopWriting() {
            let group = backlog.nextGroup(at: Self.start)
            written += group.count
            for case .grant(_, .some) in group { Issue.record("it has been told already") }
            _ = backlog.wrote(group.count, at: Self.start)
        }
        #expect(written == 2)
    }

    @Test func `past its bound it drops notes, counts them, and keeps all else`() {
        var backlog = Backlog(countMax: 2)
        for number in 1...4 as ClosedRange<Int64> { _ = backlog.add(Self.note(number)) }
        _ = backlog.add(Self.passedOver(5))
        let kept = backlog.nextGroup(at: Self.start)
        #expect(Self.sessions(kept) == [1, 2, 5])
        let success = backlog.wrote(kept.count, at: Self.start)
        #expect(success.notesDropped == 2)
        let next = backlog.wrote(0, at: Self.start)
        #expect(next.notesDropped == 0)
    }

    @Test func `once closed it takes nothing, and gives what it has`() {
        var backlog = Backlog(countMax: 10)
        _ = backlog.add(Self.passedOver(1))
        let closed = [backlog.close(), backlog.close()]
        #expect(closed == [true, false])
        _ = backlog.add(Self.passedOver(2))
        guard case .isNotDurable = backlog.add(Self.grant(3, { _ in })) else {
            Issue.record("a grant after the end is not durable")
            return
        }
        let group = backlog.nextGroup(at: Self.start)
        #expect(Self.sessions(group) == [1])
    }
}
