// What is known of the probe that the kernel counts from: nothing that may be right is ever left
// out.

import LeaseCore
import Testing

@testable import GatewayServer

@Suite struct FirstProbeTests {
    private static func second(_ seconds: Int64) -> Instant {
        Instant(nanoseconds: seconds * 1_000_000_000)
    }

    private static func between(_ from: Int64, _ to: Int64) -> ClosedRange<Instant> {
        second(from)...second(to)
    }

    private static func firstProbe(_ candidates: ClosedRange<Instant>...) -> FirstProbe {
        candidates.reduce(into: FirstProbe()) { $0.add($1) }
    }

    @Test func `before a probe nothing is known`() {
        #expect(FirstProbe().earliest == nil)
        #expect(FirstProbe().count == 0)
    }

    @Test func `the oldest window's counts, as long as it may be the right one`() {
        var probe = Self.firstProbe(Self.between(1, 2), Self.between(5, 6))
        #expect(probe.earliest == Self.second(1))
        probe.exclude(before: Self.second(2))
        #expect(probe.earliest == Self.second(2))
        #expect(probe.count == 2)
        probe.exclude(before: Self.second(3))
        #expect(probe.earliest == Self.second(5))
        #expect(probe.count == 1)
    }

    @Test func `a younger window's is ruled out by what comes too early for it`() {
        var probe = Self.firstProbe(Self.between(1, 4), Self.between(5, 6))
        probe.exclude(after: Self.second(3))
        #expect(probe.count == 1)
        probe.exclude(before: Self.second(4))
        #expect(probe.earliest == nil)
    }

    @Test func `of many windows none is forgotten, and the youngest ones are taken for one`() {
        var probe = FirstProbe()
        for second in stride(from: Int64(1), through: 79, by: 2) {
            probe.add(Self.between(second, second + 1))
        }
        #expect(probe.count == 16)
        probe.exclude(before: Self.second(80))
        #expect(probe.earliest == Self.second(80))
    }

    @Test func `what may be one window's or the next one's is one`() {
        let probe = Self.firstProbe(Self.between(1, 5), Self.between(4, 6))
        #expect(probe.earliest == Self.second(1))
        #expect(probe.count == 1)
    }
}
