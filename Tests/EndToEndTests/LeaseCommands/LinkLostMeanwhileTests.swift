// A kept link that ends while a command still holds the bytes back: what the device said before is
// the holder's all the same, and comes before the word about its end.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LinkLostMeanwhileTests {
    /// A kept link, a second holder whose command waits, and a device that has said something to it
    /// and closed.
    private static func lost() throws -> (
        gateway: GatewayProcess, device: FakeDevice, log: CommandLog, holder: LineClient
    ) {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let script = "[ $HOTSEAT_LEASE != 2 ] || { \(log.gate.waiting); }"
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [log.key("on_acquire_command", script), "link: persistent"]
        )
        let first = try gateway.holder()
        try first.read(until: FakeDevice.prompt)
        first.close()
        try gateway.wait(until: "board1", is: "free")
        let holder = try gateway.holder()
        _ = try log.lines(3)
        device.say(Array("out of memory\r\n".utf8))
        try device.waitUntilQuiet()
        device.close()
        try eventually("the link is lost") { gateway.errors.contains("the device ended the link") }
        return (gateway, device, log, holder)
    }

    @Test func `its last words are the holder's`() throws {
        let (gateway, _, log, holder) = try Self.lost()
        #expect(holder.takeUnread() == "")
        try log.gate.open()
        let (text, ending) = try holder.readToEnd()
        #expect(
            text == "out of memory\r\n\r\n[hotseat] board1: the device closed the connection.\r\n"
        )
        #expect(ending == .closed)
        #expect(try gateway.history.ended(holder).ending == "device_closed device holding")
    }

    @Test func `a holder that has left before leaves the next one a link of its own`() throws {
        let (gateway, device, log, holder) = try Self.lost()
        holder.close()
        try gateway.history.ended(holder)
        try log.gate.open()
        let next = try gateway.holder()
        try next.read(until: FakeDevice.prompt)
        #expect(device.connections.count == 2)
        #expect(device.sawOneAtATime)
    }
}
