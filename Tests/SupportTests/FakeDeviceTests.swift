// The fake device against plain clients: each habit that the end-to-end tests rely on. What its log
// proves is proved here: that an intruder is seen, and nobody taken for one.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct FakeDeviceTests {
    @Test func `its console prompts, echoes and answers`() throws {
        let device = try FakeDevice.start()
        let client = try LineClient.connect(to: device.address)
        try client.read(until: FakeDevice.prompt)
        try client.send("version\r\n")
        let answer = try client.read(until: "\n" + FakeDevice.prompt)
        #expect(answer == "version\r\n\(FakeDevice.version)\r\n> ")
        #expect(device.last?.text == "version\r\n")
    }

    @Test func `while its slot is taken it refuses, and a moment after a FIN it is free`() throws {
        let device = try FakeDevice.start()
        let first = try LineClient.connect(to: device.address)
        try device.waitForConnection(1)
        try eventually("a second connection is refused") { isRefused(by: device) }
        first.halfClose()
        #expect(try first.readToEnd().1 == .closed)
        let second = try eventually("it takes connections again") {
            try? LineClient.connect(to: device.address)
        }
        try second.read(until: FakeDevice.prompt)
        #expect(device.connections.first?.ending == .fin)
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

    @Test func `one that is slow to close is taken until it has`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.whileTaken = .resets
                $0.closeDelay = .milliseconds(200)
            }
        )
        let first = try LineClient.connect(to: device.address)
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

    @Test func `a FIN in mid-output can be forgotten, and RST still frees it`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.forgetsFinWhileTalking = true
                $0.answerDelay = .milliseconds(50)
            }
        )
        let client = try LineClient.connect(to: device.address)
        try client.send("version\r\n")
        try device.waitToReceive("version\r\n")
        client.halfClose()
        try client.read(until: FakeDevice.version)
        #expect(device.last?.finSeen != nil)
        #expect(device.isTaken)
        client.reset()
        try device.waitUntilFree()
        #expect(device.last?.ending == .reset)
    }

    @Test func `it stalls, goes on, closes, resets`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .echo })
        let client = try LineClient.connect(to: device.address)
        try device.waitForConnection(1)
        device.stall()
        let sent = try client.sendUntilFull(.init(repeating: 7, count: 65_536))
        #expect(sent > 65_536)
        device.goOn()
        #expect(try client.read(count: sent).count == sent)
        device.close()
        #expect(try client.readToEnd().1 == .closed)
        let next = try eventually("the next connection") {
            try? LineClient.connect(to: device.address)
        }
        try device.waitForConnection(2)
        device.reset()
        #expect(try next.readToEnd().1 == .reset)
        #expect(device.connections.map(\.ending) == [.own, .own])
    }

    @Test func `it refuses for a while and comes back on the same port`() throws {
        let device = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        #expect(isRefused(by: device))
        try device.welcome()
        let client = try LineClient.connect(to: device.address)
        try client.read(until: FakeDevice.prompt)
        try device.refuse()
        client.close()
        try device.waitUntilFree()
        #expect(isRefused(by: device))
    }

    private func isRefused(by device: FakeDevice) -> Bool {
        do {
            _ = try LineClient.connect(to: device.address)
            return false
        } catch let failure as SystemCallFailure {
            return failure.errno == ECONNREFUSED
        } catch {
            return false
        }
    }
}
