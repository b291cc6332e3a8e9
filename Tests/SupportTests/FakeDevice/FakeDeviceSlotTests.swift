// Who gets into the one slot of a fake device, and what the others meet. What its log proves is
// proved here: that an intruder is seen, and nobody taken for one.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct FakeDeviceSlotTests {
    @Test func `while its slot is taken it refuses, and a moment after a FIN it is free`() throws {
        let device = try FakeDevice.start()
        let first = try LineClient.connect(to: device.address)
        try device.waitForConnection(1)
        #expect(try Knock.at(device) == .refusal)
        first.halfClose()
        #expect(try first.readToEnd().1 == .closed)
        let second = try eventually("it takes connections again") {
            try? LineClient.connect(to: device.address)
        }
        try second.read(until: FakeDevice.prompt)
        #expect(device.connections.first?.ending == .fin)
        #expect(device.sawOneAtATime)
    }

    @Test func `one that ignores drops a SYN while it is taken, and answers when it is free`()
        throws
    {
        let device = try FakeDevice.start(.init { $0.whileTaken = .ignores })
        let first = try LineClient.connect(to: device.address)
        try first.read(until: FakeDevice.prompt)
        #expect(try Knock.at(device) == .silence)
        first.close()
        try device.waitUntilFree()
        let second = try LineClient.connect(to: device.address)
        try second.read(until: FakeDevice.prompt)
        #expect(device.connections.count == 2)
        #expect(device.sawOneAtATime)
    }

    @Test func `one that queues lets them connect, and serves them when their turn comes`() throws {
        let device = try FakeDevice.start(.init { $0.whileTaken = .queues })
        let first = try LineClient.connect(to: device.address)
        try first.read(until: FakeDevice.prompt)
        let second = try LineClient.connect(to: device.address)
        let third = try LineClient.connect(to: device.address)
        #expect(throws: NotInTime.self) {
            try second.read(until: FakeDevice.prompt, within: .milliseconds(300))
        }
        first.close()
        try second.read(until: FakeDevice.prompt)
        second.reset()
        try third.read(until: FakeDevice.prompt)
        #expect(device.connections.map(\.peer) == [first, second, third].map(\.address))
        #expect(device.sawOneAtATime)
    }

    @Test func `one that resets intruders has each of them in its log`() throws {
        let device = try FakeDevice.start(.init { $0.whileTaken = .resets })
        let first = try LineClient.connect(to: device.address)
        try device.waitForConnection(1)
        let intruder = try LineClient.connect(to: device.address)
        #expect(try intruder.readToEnd() == ("", .reset))
        try eventually("the intrusion is in the log") { device.intrusions.count == 1 }
        #expect(!device.sawOneAtATime)
        first.close()
    }

    @Test func `after a close it is deaf for a while`() throws {
        let device = try FakeDevice.start(.init { $0.deafAfterClose = .milliseconds(500) })
        let first = try LineClient.connect(to: device.address)
        try first.read(until: FakeDevice.prompt)
        first.close()
        try device.waitUntilFree()
        #expect(try Knock.at(device) == .refusal)
        let second = try eventually("it takes connections again") {
            try? LineClient.connect(to: device.address)
        }
        try second.read(until: FakeDevice.prompt)
        let (before, after) = (device.connections[0], device.connections[1])
        #expect(try after.begin - #require(before.end) >= .milliseconds(500))
    }

    @Test func `it takes no more at once than its window, and a stalled one no more at all`() throws
    {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let client = try LineClient.connect(to: device.address)
        try device.waitForConnection(1)
        device.stall()
        let sent = try client.sendUntilFull(.init(repeating: 7, count: 1000))
        let taken = sent - client.unacknowledgedCount
        #expect(taken > 0 && taken <= 2 * 2_920)
        device.goOn()
        try eventually("all of it arrives") { device.last?.received.count == sent }
    }

    @Test func `one that resets intruders takes a reset client's successor for none`() throws {
        let device = try FakeDevice.start(.init { $0.whileTaken = .resets })
        for number in 1...200 {
            let client = try LineClient.connect(to: device.address)
            try client.send("unread")
            try device.waitForConnection(number)
            client.reset()
        }
        try device.waitUntilFree()
        #expect(device.connections.count == 200)
        #expect(device.sawOneAtATime)
    }
}
