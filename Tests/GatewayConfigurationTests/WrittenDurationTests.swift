// Lengths of time as the file writes them: what is one, what is none, and that each is written as
// it was read.

import Testing

@testable import GatewayConfiguration

@Suite struct WrittenDurationTests {
    @Test(arguments: [
        ("250ms", Duration.milliseconds(250)), ("10s", .seconds(10)), ("15m", .seconds(900)),
        ("8h", .seconds(28_800)), ("7d", .seconds(604_800)), ("0s", .zero),
    ])
    func `a number and a unit are a length of time, and written the same`(
        text: String,
        value: Duration
    ) {
        #expect(Duration(written: text) == value)
        #expect(value.written == text)
    }

    @Test(arguments: [
        "", "10", "s", "10 s", "10S", "1.5s", "-1s", "+1s", "1h30m", "10sec", "10µs", "１s", "1w",
        "9223372036854775807d", "99999999999999999999s",
    ])
    func `anything else is none`(text: String) {
        #expect(Duration(written: text) == nil)
    }

    @Test func `a length of time is written in the largest unit that leaves no rest`() {
        #expect(Duration.seconds(90).written == "90s")
        #expect(Duration.seconds(86_400).written == "1d")
        #expect(Duration.milliseconds(1500).written == "1500ms")
        #expect(Duration.microseconds(1999).written == "1ms")
    }
}
