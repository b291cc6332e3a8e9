// An observer that reads nothing: the device and its holder go on at full speed, memory does not
// grow, and when it reads again it is told how much it has missed.

import GatewayTestSupport
import RegexBuilder
import Testing

@Suite(.endToEnd) struct SlowObserverTests {
    @Test func `a slow observer misses bytes, is told how many, and holds nobody up`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.startObserved(device)
        let (observer, _) = try gateway.observer()
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        let flood = [UInt8](repeating: UInt8(ascii: "x"), count: 32_000_000)
        device.say(flood)
        _ = try holder.read(count: flood.count)

        var seen = ""
        let gap = try eventually("it is told of the gap") {
            seen += observer.takeUnread()
            return seen.firstMatch(of: /\r\n\[hotseat\] board1: (\d+) bytes skipped\r\n/)
        }
        device.say(Array("after".utf8))
        let rest = try observer.read(until: "after")
        let skipped = try #require(Int(gap.1))
        let shown = (seen + rest).count { $0 == "x" }
        #expect(shown + skipped == flood.count)
        #expect(skipped > flood.count / 2)
    }
}
