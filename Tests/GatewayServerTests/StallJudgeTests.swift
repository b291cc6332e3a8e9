// When a port counts as stalled: it takes nothing of what waits for it, for as long as that may be.
// That a real one is found out is in `SerialStallTests`.

import LeaseCore
import Testing

@testable import GatewayServer

@Suite final class StallJudgeTests {
    private var judge = StallJudge(stallMax: .seconds(2))

    private func isStalled(written: Int64, waiting: Int, at seconds: Double) -> Bool {
        let now = Instant(nanoseconds: 0) + .seconds(seconds)
        return judge.isStalled(writtenByteCount: written, waitingByteCount: waiting, at: now)
    }

    @Test func `a port that takes nothing of what waits is stalled in the end`() {
        #expect(!isStalled(written: 100, waiting: 100, at: 1))
        #expect(!isStalled(written: 100, waiting: 100, at: 2.9))
        #expect(isStalled(written: 100, waiting: 100, at: 3))
    }

    @Test func `more that comes to wait is no progress`() {
        #expect(!isStalled(written: 100, waiting: 100, at: 1))
        #expect(!isStalled(written: 500, waiting: 500, at: 2))
        #expect(isStalled(written: 900, waiting: 900, at: 3))
    }

    @Test func `a slow port is not stalled`() {
        for second in 1...10 {
            #expect(!isStalled(written: 100, waiting: 100 - second, at: Double(second)))
        }
    }

    @Test func `a port for which nothing waits is not stalled`() {
        #expect(!isStalled(written: 100, waiting: 0, at: 1))
        #expect(!isStalled(written: 100, waiting: 0, at: 9))
        #expect(!isStalled(written: 101, waiting: 1, at: 10))
        #expect(!isStalled(written: 101, waiting: 1, at: 11.9))
    }

    @Test func `what it could not take does not count`() {
        #expect(!isStalled(written: 100, waiting: 100, at: 1))
        judge.excuse()
        #expect(!isStalled(written: 100, waiting: 100, at: 3))
        #expect(isStalled(written: 100, waiting: 100, at: 5))
    }
}
