// Points on a monotonic clock, and lengths of time in whole units: what every deadline and every
// length in the record is reckoned with.

import LeaseCore
import Testing

@Suite struct InstantTests {
    @Test func `a length may be added, and is what lies between`() {
        let start = Instant(nanoseconds: -5)
        #expect(start + .seconds(2) == Instant(nanoseconds: 1_999_999_995))
        #expect(start + .seconds(2) - start == .seconds(2))
        #expect(start - (start + .nanoseconds(1)) == .nanoseconds(-1))
        #expect(start < start + .nanoseconds(1))
    }

    @Test func `a length in whole nanoseconds is exact over centuries`() {
        #expect(Duration.seconds(9_000_000_000).wholeNanoseconds == 9_000_000_000_000_000_000)
        #expect(Duration.nanoseconds(1).wholeNanoseconds == 1)
        #expect(Duration.nanoseconds(-1).wholeNanoseconds == -1)
    }

    @Test func `a length in whole milliseconds is rounded down`() {
        #expect(Duration.microseconds(1_999).wholeMilliseconds == 1)
        #expect(Duration.seconds(8 * 3600).wholeMilliseconds == 28_800_000)
        #expect(Duration.zero.wholeMilliseconds == 0)
    }

    @Test func `of two leases the later one has the higher number`() {
        #expect(LeaseNumber(7) < LeaseNumber(8))
        #expect(SessionID(7) < SessionID(8))
    }
}
