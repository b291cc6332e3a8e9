// `notices: off`: from the gateway itself not one byte, in line, at the grant, at the end. What a
// client reads is compared from its first byte to its last.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct NoticesOffTests {
    @Test func `not one byte is the gateway's`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: ["notices: off", "queue_max: 1"]
        )
        let holder = try gateway.client()
        #expect(try holder.read(until: FakeDevice.prompt) == FakeDevice.prompt)
        let waiter = try gateway.client()
        try eventually("one waits") { try gateway.status(of: "board1").queue.count == 1 }
        let refused = try gateway.client()
        #expect(try refused.readToEnd() == ("", .closed))
        holder.close()
        #expect(try waiter.read(until: FakeDevice.prompt) == FakeDevice.prompt)
        try waiter.send("version\r\n")
        let answer = "version\r\n\(FakeDevice.version)\r\n> "
        #expect(try waiter.read(count: answer.utf8.count) == Array(answer.utf8))
        device.close()
        #expect(try waiter.readToEnd() == ("", .closed))
    }
}
