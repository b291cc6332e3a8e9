// Handshakes that are not done: the device's answers to SYN get lost, and so the one who sent it is
// neither in nor away. In namespaces, because on loopback a handshake takes no time.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct FakeDeviceHandshakeTests {
    @Test func `a connect abandoned in its handshake kills the listener until a reboot`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(in: host)
        try abandonConnect(to: device, in: host)
        try eventually("the listener is dead") { device.deaths.count == 1 }
        #expect(try Knock.at(device) == .refusal)
        try device.reboot()
        let client = try eventually("it has booted") {
            try? LineClient.connect(to: device.address)
        }
        try client.read(until: FakeDevice.prompt)
        #expect(device.connections.count == 1)
    }

    @Test func `one with a listener of its own survives an abandoned connect`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(in: host, .init { $0.diesOfAbandonedConnect = false })
        try abandonConnect(to: device, in: host)
        let client = try eventually("it takes connections again") {
            try? LineClient.connect(to: device.address, within: .milliseconds(300))
        }
        try client.read(until: FakeDevice.prompt)
        #expect(device.deaths.isEmpty)
    }

    @Test func `a handshake that is waited for kills nothing`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(in: host)
        try host.loseHandshakes()
        let client = try NetcatClient(to: device.address)
        try eventually("the handshake has begun") { device.handshakes.count == 1 }
        #expect(device.connections.isEmpty)
        try host.comeBack()
        try client.read(until: FakeDevice.prompt)
        #expect(device.deaths.isEmpty)
        #expect(device.last?.peer == device.handshakes.first?.peer)
    }

    @Test func `a SYN that nothing follows keeps the slot until the stack gives it up`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(in: host, .init { $0.hangProtection = .seconds(2) })
        try host.loseHandshakes()
        let silent = try NetcatClient(to: device.address)
        let handshake = try eventually("the handshake has begun") { device.handshakes.first }
        silent.kill()
        try host.comeBack()
        try host.loseHandshakes(of: handshake.peer)
        #expect(try Knock.at(device) == .silence)
        let client = try eventually("the handshake is given up") {
            try? LineClient.connect(to: device.address, within: .milliseconds(300))
        }
        try client.read(until: FakeDevice.prompt)
        let begin = try #require(device.last?.begin)
        #expect(begin - handshake.begin >= .milliseconds(1900))
        #expect(device.deaths.isEmpty)
    }

    /// A connect that is closed before the device's answer to its SYN has come through.
    private func abandonConnect(to device: FakeDevice, in host: NetworkNamespace) throws {
        try host.loseHandshakes()
        #expect(try Knock.at(device) == .silence)
        #expect(device.handshakes.count == 1)
        try host.comeBack()
    }
}
