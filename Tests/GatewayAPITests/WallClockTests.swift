// What people mean who write a time, a day or an age, on a clock that hangs in the test: no test
// here knows what time it is, or where.

import GatewayAPI
import Testing

struct WallClockTests {
    /// 2026-11-22 17:20:44 in a zone an hour east of UTC.
    private let clock = WallClock(
        now: Timestamp(text: "2026-11-22T16:20:44.500Z")!,
        offsetSeconds: { _ in 3_600 }
    )

    /// Half past one in the morning of 29 March 2026, when clocks in Berlin go from 2 to 3.
    private let springing = WallClock(
        now: Timestamp(text: "2026-03-29T12:00:00Z")!,
        offsetSeconds: { $0 < 1_774_746_000 ? 3_600 : 7_200 }
    )

    @Test func `a moment is shown in local time`() {
        #expect(clock.text(Timestamp(text: "2026-11-22T23:30:00.999Z")!) == "2026-11-23 00:30:00")
        #expect(clock.text(Timestamp(milliseconds: -1)) == "1970-01-01 00:59:59")
    }

    @Test(arguments: [
        ("2026-11-22", "2026-11-21T23:00:00.000Z"),
        ("2026-11-22 17:20", "2026-11-22T16:20:00.000Z"),
        ("2026-11-22T17:20:44", "2026-11-22T16:20:44.000Z"),
        ("2026-11-22T17:20:44Z", "2026-11-22T17:20:44.000Z"),
        ("2026-11-22T17:20:44-02:00", "2026-11-22T19:20:44.000Z"),
        ("90m", "2026-11-22T14:50:44.500Z"),
        ("7d", "2026-11-15T16:20:44.500Z"),
        ("1h30m", "2026-11-22T14:50:44.500Z"),
    ])
    func `a time, a day and an age are understood`(written: String, text: String) {
        #expect(clock.timestamp(text: written)?.text == text)
    }

    @Test(arguments: ["yesterday", "22.11.2026", "-7d", "2026-11", "7", "2026-11-22T", ""])
    func `anything else is refused`(text: String) {
        #expect(clock.timestamp(text: text) == nil)
    }

    @Test(arguments: [
        ("2026-03-29", "2026-03-28T23:00:00.000Z"),
        ("2026-03-29 01:59", "2026-03-29T00:59:00.000Z"),
        ("2026-03-29 03:00", "2026-03-29T01:00:00.000Z"),
        ("2026-03-30", "2026-03-29T22:00:00.000Z"),
    ])
    func `the offset is that of the moment, not that of now`(written: String, text: String) {
        #expect(springing.timestamp(text: written)?.text == text)
    }
}
