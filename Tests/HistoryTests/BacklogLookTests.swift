// What whoever looks at the backlog finds while the writer waits for the disk: when it has waited
// for too long, whom that is told, and when it is over. On a writer that really hangs, it is
// `HangingDiskTests`.

import LeaseCore
import Synchronization
import Testing

@testable import History

struct BacklogLookTests {
    private static let late = "the disk has not answered in time for"

    private final class Answers: Sendable {
        let all = Mutex<[String]>([])
    }

    /// A backlog at so many milliseconds of the test's own clock, and who was told what.
    private final class Writer {
        private var backlog = Backlog(countMax: 10)
        private let told = Answers()

        /// "2: true": the second is durable; in the order in which it was said.
        var answers: [String] { told.all.withLock { $0 } }

        private func at(_ milliseconds: Int64) -> Instant {
            Instant(nanoseconds: milliseconds * 1_000_000)
        }

        func add(_ number: Int64) {
            let fact = SessionFact.passedOver(SessionID(number), at: 0)
            let addition = backlog.add(
                .fact(fact) { [told] isDurable in
                    told.all.withLock { $0.append("\(number): \(isDurable)") }
                }
            )
            if case .isNotDurable(let written) = addition { written(false) }
        }

        /// Begins to write, and returns how many facts.
        func begin(at milliseconds: Int64) -> Int {
            backlog.nextGroup(at: at(milliseconds)).count
        }

        /// Returns whether it is a recovery.
        func wrote(_ count: Int, at milliseconds: Int64) -> Bool {
            let success = backlog.wrote(count, at: at(milliseconds))
            for entry in success.group { entry.written?(true) }
            return success.isRecovery
        }

        /// Returns whether it is news, and when to look again, in milliseconds.
        func look(at milliseconds: Int64) -> (isNews: Bool, pause: Int64) {
            let look = backlog.look(at: at(milliseconds))
            for written in look.awaited { written(false) }
            return (look.isNews, look.pause.wholeMilliseconds)
        }

        /// Returns whether it is news, and whether anybody had to be told.
        func failed(_ cause: String) -> (isNews: Bool, isAwaited: Bool) {
            let failure = backlog.failed(cause)
            return (failure.isNews, !failure.awaited.isEmpty)
        }

        func stopWriting() -> Bool { backlog.stopWriting() }
        func close() -> Bool { backlog.close() }

        func cause(at milliseconds: Int64) -> String? { backlog.cause(at: at(milliseconds)) }
    }

    @Test func `nobody has waited for more than a second when it is looked again`() {
        let writer = Writer()
        #expect(writer.look(at: 0) == (false, 1_000))
        writer.add(1)
        let count = writer.begin(at: 600)
        #expect(writer.look(at: 1_000) == (false, 600))
        #expect(writer.answers == [])
        #expect(writer.look(at: 1_600) == (true, 1_000))
        #expect(writer.answers == ["1: false"])
        #expect(writer.cause(at: 1_600) == "\(Self.late) 1s")
        #expect(writer.look(at: 2_600) == (false, 1_000))
        #expect(writer.cause(at: 14_600) == "\(Self.late) 14s")
        #expect(count == 1)
    }

    @Test func `who comes meanwhile is told at once, and nobody twice`() {
        let writer = Writer()
        writer.add(1)
        let first = writer.begin(at: 0)
        writer.add(2)
        #expect(writer.look(at: 1_000).isNews)
        writer.add(3)
        #expect(writer.answers == ["1: false", "2: false", "3: false"])
        #expect(!writer.wrote(first, at: 9_000))
        #expect(!writer.stopWriting())
        #expect(writer.wrote(writer.begin(at: 9_000), at: 9_001))
        #expect(writer.cause(at: 9_001) == nil)
        #expect(writer.stopWriting())
        #expect(writer.answers.count == 3)
    }

    @Test func `a writer that goes on is not late, however long it is at work`() {
        let writer = Writer()
        for begun in stride(from: 0, to: 5_000, by: 500) as StrideTo<Int64> {
            writer.add(begun)
            let count = writer.begin(at: begun)
            #expect(!writer.wrote(count, at: begun + 300))
            #expect(!writer.look(at: begun + 499).isNews)
        }
        #expect(writer.answers.allSatisfy { $0.hasSuffix("true") })
        #expect(writer.stopWriting())
        #expect(writer.look(at: 60_000) == (false, 1_000))
    }

    @Test func `what the writer does after a commit is waited for as long`() {
        let writer = Writer()
        writer.add(1)
        #expect(!writer.wrote(writer.begin(at: 0), at: 10))
        writer.add(2)
        #expect(writer.look(at: 1_010).isNews)
        #expect(writer.answers == ["1: true", "2: false"])
    }

    @Test func `a disk that is late every time is late all along`() {
        let writer = Writer()
        var news = 0
        writer.add(0)
        for begun in stride(from: 0, to: 12_000, by: 1_200) as StrideTo<Int64> {
            let count = writer.begin(at: begun)
            if writer.look(at: begun + 1_000).isNews { news += 1 }
            #expect(!writer.wrote(count, at: begun + 1_200))
            #expect(!writer.stopWriting(), "it has to show that it is in time again")
        }
        #expect(news == 1)
        #expect(writer.cause(at: 12_000) == "\(Self.late) 12s")
        #expect(writer.wrote(writer.begin(at: 12_000), at: 12_001))
        #expect(writer.stopWriting())
    }

    @Test func `late and failing are two causes, each of them news`() {
        let writer = Writer()
        writer.add(1)
        _ = writer.begin(at: 0)
        #expect(writer.look(at: 1_000).isNews)
        #expect(writer.failed("the disk reports an error") == (true, false))
        #expect(writer.cause(at: 2_000) == "the disk reports an error")
        #expect(!writer.look(at: 9_000).isNews, "nobody asks it in the pause")
        _ = writer.begin(at: 9_000)
        #expect(writer.look(at: 10_000).isNews)
        #expect(writer.cause(at: 10_000) == "\(Self.late) 1s")
    }

    @Test func `whoever waits at a stop is told, and the stop itself says the rest`() {
        let writer = Writer()
        writer.add(1)
        _ = writer.begin(at: 0)
        #expect(writer.close())
        #expect(!writer.look(at: 1_000).isNews)
        #expect(writer.answers == ["1: false"])
    }
}
