// A device that needs about the same time after each release: what is learnt of it, and where a try
// falls that would else come too late. Pauses at a device of which nothing is known are in
// `RetryTests`.

import LeaseCore
import Testing

@Suite struct SlotRecoveryTests {
    /// Hands the lease of a device over that takes a millisecond to close, is deaf for `deafness`
    /// after it was left, and answers a try within 20 µs. Returns how long after it was left the
    /// next one was on, and the tries.
    private static func handOver(
        _ driven: inout Driven,
        from last: SessionID,
        to next: SessionID,
        deafness: Duration
    ) -> (wait: Duration, tryCount: Int) {
        driven.handle(.sessionArrived(next))
        driven.handle(.sessionEnded(last, .clientClosed))
        let left = driven.now
        driven.handle(.linkReleased, after: .milliseconds(1))
        return connect(&driven, next, leftAt: left, deafness: deafness)
    }

    /// Lets a session that has the lease reach the device.
    private static func connect(
        _ driven: inout Driven,
        _ session: SessionID,
        leftAt left: Instant,
        deafness: Duration
    ) -> (wait: Duration, tryCount: Int) {
        var tryCount = 1
        while driven.now - left < deafness {
            driven.handle(.linkFailed(.refused), after: .microseconds(20))
            driven.handle(.heirAnswered(session))
            while driven.machine.linkState != .opening { driven.passDeadline() }
            tryCount += 1
        }
        driven.handle(.linkOpened, after: .microseconds(20))
        driven.handle(.grantRecorded(session))
        return (driven.now - left, tryCount)
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
        let learnt = handOvers.dropFirst(8)
        let losses = learnt.map { $0.wait - deafness - .microseconds(20) }.sorted()
        #expect(losses[losses.count / 2] <= .microseconds(50))
        #expect(losses.last! <= .microseconds(150))
        #expect(learnt.allSatisfy { $0.tryCount <= handOvers[0].tryCount + 1 })
    }

    @Test func `a device whose releases differ a little is mostly met by the first such try`() {
        let jitter = [0, 15, 5, 25, 10, 30, 20].map { Duration.microseconds($0) }
        let deafness = { (index: Int) in Duration.milliseconds(4) + jitter[index % 7] }
        let handOvers = Self.handOvers(70, deafness: deafness)
        let losses = handOvers.indices.dropFirst(20).map {
            handOvers[$0].wait - deafness($0) - .microseconds(20)
        }
        #expect(losses.sorted()[losses.count / 2] <= .microseconds(40))
        #expect(losses.count { $0 <= .microseconds(60) } >= losses.count * 8 / 10)
    }

    @Test func `one slow release costs the next ones nothing`() {
        let handOvers = Self.handOvers(30) { .milliseconds($0 == 20 ? 6 : 4) }
        #expect(handOvers[20].wait <= .milliseconds(8))
        #expect(handOvers[21...].allSatisfy { $0.wait <= .microseconds(4_120) })
    }

    @Test func `who comes a moment after a release meets the device just as well`() {
        var driven = Driven.held()
        var last = SessionID.alice
        for number in 100..<110 {
            let next = SessionID(Int64(number))
            _ = Self.handOver(&driven, from: last, to: next, deafness: .milliseconds(4))
            last = next
        }
        driven.handle(.sessionEnded(last, .clientClosed))
        let left = driven.now
        driven.handle(.linkReleased, after: .milliseconds(1))
        driven.handle(.sessionArrived(.bob), after: .milliseconds(2))
        let met = Self.connect(&driven, .bob, leftAt: left, deafness: .milliseconds(4))
        #expect(met.wait <= .microseconds(4_120))
        #expect(met.tryCount == 2)
    }

    @Test func `who comes late shows nothing of when the device was ready`() {
        var driven = Driven.held()
        var last = SessionID.alice
        for number in 100..<140 {
            let next = SessionID(Int64(number))
            if number.isMultiple(of: 2), number > 110 {
                driven.handle(.sessionEnded(last, .clientClosed))
                driven.handle(.linkReleased, after: .milliseconds(1))
                driven.handle(.sessionArrived(next), after: .milliseconds(500))
                driven.handle(.linkOpened)
                driven.handle(.grantRecorded(next))
            } else {
                let met = Self.handOver(&driven, from: last, to: next, deafness: .milliseconds(4))
                #expect(number < 110 || met.wait <= .microseconds(4_120))
            }
            last = next
        }
    }

    @Test func `a device that is ready at once is not kept waiting`() {
        for (wait, tryCount) in Self.handOvers(8, deafness: { _ in .zero }) {
            #expect(wait == .milliseconds(1) + .microseconds(20))
            #expect(tryCount == 1)
        }
    }

    @Test func `a device that has become slower or faster is met all the same`() {
        let handOvers = Self.handOvers(80) { index in
            .milliseconds((20..<50).contains(index) ? 9 : 4)
        }
        #expect(handOvers[20].wait <= .milliseconds(12))
        #expect(handOvers[49].wait <= .microseconds(9_150))
        #expect(handOvers[50].wait <= .microseconds(5_600))
        #expect(handOvers[79].wait <= .microseconds(4_150))
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
