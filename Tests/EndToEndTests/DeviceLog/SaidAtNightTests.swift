// What a device says while nobody has it stands in its log, with the time, beside who had it
// before and after.

import Foundation
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SaidAtNightTests {
    @Test func `a panic that nobody saw is in the log, with its time`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startLogging(device)
        // Nobody has come yet, and the device is heard.
        try gateway.waitForLog(FakeDevice.prompt)
        let holder = try gateway.client()
        let lease = try holder.readGrant()
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        holder.close()
        try gateway.wait(until: "board1", is: "free")
        let before = Date.now
        device.say("panic: bus fault\r\n")
        let log = try gateway.waitForLog("panic: bus fault\n")

        let lines = log.split(separator: "\n").map(String.init)
        let panic = try #require(lines.first { $0.hasSuffix(" panic: bus fault") })
        let time = try Date(
            String(panic.prefix { $0 != " " }),
            strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        )
        #expect(time.timeIntervalSince(before) > -1 && time.timeIntervalSince(before) < 20)
        let marks = lines.filter { $0.hasPrefix("-- ") }.map { line in
            String(line.dropFirst("-- 2026-11-25T21:00:00.123Z ".count))
        }
        #expect(
            marks == [
                "log begins", "link opened", "lease \(lease) to 127.0.0.1",
                "lease \(lease) ended: client_closed",
            ]
        )
        #expect(lines.filter { $0.hasSuffix(FakeDevice.version) }.count == 1)
    }

    @Test func `a prompt is there without its end, and its line goes on behind it`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.startLogging(device)
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        device.say("boot> ")
        #expect(try gateway.waitForLog("boot> ").hasSuffix("boot> "))
        device.say("go\r\n")
        try gateway.waitForLog("boot> go\n")
        try holder.read(until: "boot> go\r\n")
        device.reset()
        try gateway.waitForLog(" link lost, device_reset: ")
        #expect(try holder.readFarewell() == "board1: the device reset the connection.")
    }

    @Test func `what was said before the gateway was killed is in the log`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.startLogging(device)
        let holder = try gateway.holder()
        try device.waitForConnection(1)
        device.say("last words")
        try gateway.waitForLog("last words")
        gateway.signal(SIGKILL)
        _ = try gateway.waitForExit()
        let next = try gateway.home.serve()
        try next.waitForLog(" last words\n-- ")
        _ = try holder.readToEnd()
    }
}
