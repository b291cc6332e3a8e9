// Lengths of time as text and back: what tables show, and what options and queries
// take.

import GatewayAPI
import Testing

struct DurationTextTests {
    @Test(arguments: [
        (0, "0s"), (7, "7ms"), (350, "350ms"), (999, "999ms"), (1_000, "1s"), (1_299, "1.2s"),
        (9_999, "9.9s"), (10_999, "10s"), (59_999, "59s"), (60_000, "1m00s"), (723_000, "12m03s"),
        (3_599_999, "59m59s"), (7_500_000, "2h05m"), (86_399_999, "23h59m"), (273_600_000, "3d04h"),
        (-5, "0s"),
    ])
    func `a length of time is written in at most two units`(milliseconds: Int64, text: String) {
        #expect(Duration.milliseconds(milliseconds).text == text)
    }

    @Test(arguments: [
        ("250ms", 250), ("10s", 10_000), ("15m", 900_000), ("8h", 28_800_000), ("7d", 604_800_000),
        ("0s", 0), ("1h30m", 5_400_000), ("12m03s", 723_000), ("1s500ms", 1_500),
    ])
    func `a length of time is read`(text: String, milliseconds: Int64) {
        #expect(Duration(text: text) == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        "", "10", "s", "10 s", "1.5s", "-1s", "10sec", "10s10s", "30m1h", "40000d",
        "99999999999999999999s", "9223372036854775807d", "١s",
    ])
    func `anything else is refused`(text: String) {
        #expect(Duration(text: text) == nil)
    }
}
