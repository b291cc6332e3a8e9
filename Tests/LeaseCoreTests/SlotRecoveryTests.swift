// A device that needs about the same time after each release: what is learnt of it, and where a try
// falls that would else come too late. Pauses at a device of which nothing is known are in
// `RetryTests`.

import LeaseCore
import Testing

@Suite struct SlotRecoveryTests {
    /// Hands the lease of a device over that is deaf for `deafness` after a release, to which each
    /// try takes 200 µs. Returns how long after the release the next one was on, and the tries.
    private static func handOver(
        _ driven: inout Driven,
        from last: SessionID,
        to next: SessionID,
        deafness: Duration
    ) -> (wait: Duration, tryCount: Int) {
        driven.handle(.sessionArrived(next))
        driven.handle(.sessionEnded(last, .clientClosed))
        driven.handle(.linkReleased, after: .milliseconds(1))
        let released = driven.now
        var tryCount = 1
        while driven.now - released < deafness {
            driven.handle(.linkFailed(.refused), after: .microseconds(200))
            driven.handle(.heirAnswered(next))
            while driven.machine.linkState != .opening { driven.passDeadline() }
            tryCount += 1
        }
        driven.handle(.linkOpened, after: .microseconds(200))
        driven.handle(.grantRecorded(next))
        return (driven.now - released, tryCount)
    }

    /// So many hand-overs in a row.
    private static func handOvers(
        _ count: Int,
        deafness: (Int) -> Duration
    ) -> [(wait: Duration, tryCount: Int)] {
        var driven = Driven.held()
        var last = SessionID.alice
        return (0..<count).map { index in
            let next = SessionID(Int64(100 + index))
            defer { last = next }
            return handOver(&driven, from: last, to: next, deafness: deafness(index))
        }
    }

    @Test(arguments: [1_100, 2_600, 4_000, 4_300, 9_700, 30_000, 200_000])
    func `a device is met where it was ready before`(deafMicroseconds: Int) {
        let deafness = Duration.microseconds(deafMicroseconds)
        let handOvers = Self.handOvers(20) { _ in deafness }
        let learnt = handOvers.dropFirst(12)
        let losses = learnt.map { $0.wait - deafness - .microseconds(200) }.sorted()
        #expect(losses[losses.count / 2] <= .microseconds(250))
        #expect(losses.last! <= .microseconds(500))
        #expect(learnt.allSatisfy { $0.tryCount <= handOvers[0].tryCount + 1 })
    }

    @Test func `a device that is ready at once is not kept waiting`() {
        for (wait, tryCount) in Self.handOvers(8, deafness: { _ in .zero }) {
            #expect(wait == .microseconds(200))
            #expect(tryCount == 1)
        }
    }

    @Test func `a device that has become slower or faster is met all the same`() {
        let handOvers = Self.handOvers(60) { index in
            .milliseconds((20..<40).contains(index) ? 9 : 4)
        }
        #expect(handOvers[20].wait <= .milliseconds(12))
        #expect(handOvers[39].wait <= .microseconds(9_500))
        #expect(handOvers[40].wait <= .microseconds(5_600))
        #expect(handOvers[59].wait <= .microseconds(4_600))
    }

    @Test func `what was slow for once is not waited for`() {
        let handOvers = Self.handOvers(3) { $0 == 0 ? .seconds(20) : .milliseconds(4) }
        #expect(handOvers[1].wait <= .microseconds(5_600))
    }

    @Test func `at most eight tries are placed where they promise more`() {
        let unknown = Self.handOvers(1) { _ in .milliseconds(40) }
        let known = Self.handOvers(12) { $0 < 11 ? .milliseconds(4) : .milliseconds(40) }
        #expect(known[11].tryCount <= unknown[0].tryCount + 8)
    }
}
