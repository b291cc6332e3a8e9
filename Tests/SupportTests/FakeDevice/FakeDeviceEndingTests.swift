// How a connection to a fake device ends, and when its slot is free again: what a small stack does
// with a FIN, the other side's or its own.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct FakeDeviceEndingTests {
    @Test func `one that is slow to close is taken until it has`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.whileTaken = .resets
                $0.closeDelay = .milliseconds(200)
            }
        )
        let first = try LineClient.connect(to: device.address)
        try first.read(until: FakeDevice.prompt)
        first.halfClose()
        try eventually("the FIN is seen") { device.last?.finSeen != nil }
        let intruder = try LineClient.connect(to: device.address)
        #expect(try intruder.readToEnd() == ("", .reset))
        #expect(try first.readToEnd().1 == .closed)
        #expect(!device.sawOneAtATime)
    }

    @Test func `an answer that is still thought about is lost at a FIN`() throws {
        let device = try FakeDevice.start(.init { $0.answerDelay = .seconds(60) })
        let client = try LineClient.connect(to: device.address)
        try client.send("version\r\n")
        try device.waitToReceive("version\r\n")
        client.halfClose()
        #expect(try client.readToEnd().0 == "> version\r\n")
    }

    @Test func `a FIN in mid-output is forgotten, and RST still frees it`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let client = try LineClient.connect(to: device.address)
        try device.waitForConnection(1)
        device.say([UInt8](repeating: 7, count: 30_000_000))
        let first = try client.read(count: 1)
        client.halfClose()
        #expect(try (first + client.read(count: 29_999_999)).count == 30_000_000)
        #expect(device.last?.finSeen != nil)
        #expect(device.isTaken)
        client.reset()
        try device.waitUntilFree()
        #expect(device.last?.ending == .reset)
    }

    @Test func `one that knows no forgetting closes at once, and the output is lost`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.manner = .silent
                $0.forgetsFinWhileTalking = false
            }
        )
        let client = try LineClient.connect(to: device.address)
        try device.waitForConnection(1)
        device.say([UInt8](repeating: 7, count: 30_000_000))
        let first = try client.read(count: 1)
        client.halfClose()
        let (rest, ending) = try client.readToEnd()
        #expect(ending == .closed)
        #expect(first.count + rest.utf8.count < 30_000_000)
        #expect(device.last?.ending == .fin)
    }

    @Test func `one that knows half-close says the rest, and closes then`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.knowsHalfClose = true
                $0.answerDelay = .milliseconds(200)
            }
        )
        let client = try LineClient.connect(to: device.address)
        try client.send("version\r\n")
        try device.waitToReceive("version\r\n")
        client.halfClose()
        let (text, ending) = try client.readToEnd()
        #expect(text == "> version\r\n\(FakeDevice.version)\r\n> ")
        #expect(ending == .closed)
        #expect(device.last?.ending == .fin)
    }

    @Test func `after its own FIN its slot stays taken until the other side closes too`() throws {
        let device = try FakeDevice.start()
        let client = try LineClient.connect(to: device.address)
        try client.read(until: FakeDevice.prompt)
        device.close()
        #expect(try client.readToEnd().1 == .closed)
        #expect(device.last?.finSent != nil)
        #expect(try Knock.at(device) == .refusal)
        #expect(device.isTaken)
        client.close()
        try device.waitUntilFree()
        #expect(device.last?.ending == .own)
    }

    @Test func `it does not wait for the other side's FIN for ever`() throws {
        let device = try FakeDevice.start(.init { $0.lastAckMax = .milliseconds(300) })
        let client = try LineClient.connect(to: device.address)
        try client.read(until: FakeDevice.prompt)
        device.close()
        try device.waitUntilFree()
        let last = try #require(device.last)
        #expect(try #require(last.end) - #require(last.finSent) >= .milliseconds(300))
        #expect(client.ending == .closed)
    }
}
