// `hold_max`: nobody holds for longer, however busy, while somebody waits. The holder is warned in
// its terminal, where everything is told, and hears who is next.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct HoldMaxTests {
    @Test func `a busy holder's time is up, and the record says so`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["hold_max: 1s"])
        let holder = try gateway.holder()
        let waiter = try gateway.waiter()
        let waiting = ContinuousClock.now
        try eventually("its time is up, though it types") {
            try? holder.send("x")
            return try gateway.status(of: "board1").queue.isEmpty
        }
        try waiter.readGrant()
        #expect(ContinuousClock.now - waiting > .milliseconds(900))
        let (text, _) = try holder.readToEnd()
        #expect(text.hasSuffix("\r\n[hotseat] board1: your time is up.\r\n"))
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "hold_limit gateway holding")
    }

    @Test func `a holder is warned 10 s before, and told who is next`() throws {
        let device = try FakeDevice.start()
        let keys = ["hold_max: 11s", "notices: on"]
        let gateway = try GatewayProcess.start(for: device, keys: keys)
        let holder = try gateway.holder()
        let waiter = try gateway.waiter()
        let taken = try time {
            try holder.read(
                until: "[hotseat] board1: your time is up in 10 s; then it goes to 127.0.0.1.\r\n"
            )
        }
        #expect(taken > .milliseconds(900) && taken < .seconds(1) + noise)
        waiter.close()
        #expect(try gateway.status(of: "board1").state == "held")
    }
}
