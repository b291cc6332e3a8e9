// Moments as text and back, to the millisecond: half of all times lose one when they are written as
// fractions of seconds and cut.

import GatewayAPI
import Testing

struct TimestampTests {
    @Test func `every millisecond of a second survives being written and read`() {
        for milliseconds in Int64(1_764_000_000_000)..<1_764_000_001_000 {
            let timestamp = Timestamp(milliseconds: milliseconds)
            #expect(Timestamp(text: timestamp.text) == timestamp)
        }
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (1_795_364_444_123, "2026-11-22T16:20:44.123Z"),
        (1_709_210_096_001, "2024-02-29T12:34:56.001Z"),
    ])
    func `a moment is written in UTC with milliseconds`(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).text == text)
        #expect(Timestamp(text: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        ("2026-11-22T16:20:44Z", "2026-11-22T16:20:44.000Z"),
        ("2026-11-22t16:20:44z", "2026-11-22T16:20:44.000Z"),
        ("2026-11-22 16:20:44.5Z", "2026-11-22T16:20:44.500Z"),
        ("2026-11-22T16:20:44.1239Z", "2026-11-22T16:20:44.123Z"),
        ("2026-11-22T16:20:44+01:00", "2026-11-22T15:20:44.000Z"),
        ("2026-11-22T22:20:44-05:30", "2026-11-23T03:50:44.000Z"),
    ])
    func `RFC 3339 is read in all its forms`(written: String, text: String) {
        #expect(Timestamp(text: written)?.text == text)
    }

    @Test(arguments: [
        "", "now", "2026-11-22", "2026-11-22T16:20Z", "2026-11-22T16:20:44", "2026-02-30T10:00:00Z",
        "2026-13-01T00:00:00Z", "2026-11-22T25:00:00Z", "2026-11-22T16:20:44.Z",
        "2026-11-22T16:20:44+1:00", "2026-11-22T16:20:44Z and more", "٢٠٢٦-11-22T16:20:44Z",
    ])
    func `anything else is not a time`(text: String) {
        #expect(Timestamp(text: text) == nil)
    }
}
