// Stalled or slow: the judgement over counts of bytes, without a clock or a terminal. Real programs
// that stall are tested end to end.

import LeaseCore
import Testing

@testable import GatewayServer

@Suite struct StallJudgeTests {
    /// When, in looks a second apart, a stall is found; nil: not within a minute.
    private static func verdict(
        _ counts: (_ second: Int) -> (written: Int64, taken: Int64)
    ) -> Int? {
        var judge = StallJudge(stallMax: .seconds(5))
        return (0..<60).first { second in
            let (written, taken) = counts(second)
            let now = Instant(nanoseconds: Int64(second) * 1_000_000_000)
            return judge.isStalled(writtenByteCount: written, takenByteCount: taken, at: now)
        }
    }

    @Test func `nothing that waits is no stall`() {
        #expect(Self.verdict { _ in (100, 100) } == nil)
    }

    @Test func `what waits and is not taken is one, from when it began to wait`() {
        #expect(Self.verdict { _ in (100, 0) } == 5)
        #expect(Self.verdict { ($0 < 7 ? 0 : 100, 0) } == 12)
    }

    @Test func `one that takes a little now and then is slow`() {
        #expect(Self.verdict { (1_000, Int64($0 / 4)) } == nil)
    }

    @Test func `what was excused begins anew`() {
        var judge = StallJudge(stallMax: .seconds(5))
        func look(_ second: Int64) -> Bool {
            let now = Instant(nanoseconds: second * 1_000_000_000)
            return judge.isStalled(writtenByteCount: 1, takenByteCount: 0, at: now)
        }
        #expect(!look(0))
        judge.excuse()
        #expect(!look(5))
        #expect(!look(9))
        #expect(look(10))
    }
}
