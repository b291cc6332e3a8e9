// The fake device against plain clients: what it says and does as the test wants it. Its habits are
// in the files beside this one.

import GatewayTestSupport
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

    @Test func `it stalls, goes on, closes, resets`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.manner = .echo
                $0.windowBytes = nil
            }
        )
        let client = try LineClient.connect(to: device.address)
        try device.waitForConnection(1)
        device.stall()
        let sent = try client.sendUntilFull(.init(repeating: 7, count: 65_536))
        #expect(sent > 65_536)
        device.goOn()
        #expect(try client.read(count: sent).count == sent)
        device.close()
        #expect(try client.readToEnd().1 == .closed)
        client.close()
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
        #expect(try Knock.at(device) == .refusal)
        try device.welcome()
        let client = try LineClient.connect(to: device.address)
        try client.read(until: FakeDevice.prompt)
        try device.refuse()
        client.close()
        try device.waitUntilFree()
        #expect(try Knock.at(device) == .refusal)
    }
}
