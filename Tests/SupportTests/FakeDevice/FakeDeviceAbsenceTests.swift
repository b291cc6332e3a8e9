// The fake device that is not there: its host vanishes and comes back, it reboots, it keeps the
// slot for a gateway that vanished. In namespaces, because on loopback no host can vanish.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct FakeDeviceAbsenceTests {
    @Test(.needs(.networkNamespaces))
    func `in a namespace that vanishes it neither answers nor refuses, and comes back`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(in: host, .init { $0.manner = .echo })
        let client = try LineClient.connect(to: device.address)
        try client.send("before")
        #expect(try client.read(count: 6) == Array("before".utf8))
        try host.vanish()
        try client.send("meanwhile")
        #expect(throws: NotInTime.self) {
            try client.read(until: "meanwhile", within: .milliseconds(300))
        }
        #expect(client.ending == nil)
        #expect(try Knock.at(device) == .silence)
        try host.comeBack()
        try client.read(until: "meanwhile")
        #expect(device.connections.count == 1)
    }

    @Test(.needs(.networkNamespaces))
    func `a vanished client keeps its slot for ever`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(on: host.outside)
        let client = try host.enter { try LineClient.connect(to: device.address) }
        try client.read(until: FakeDevice.prompt)
        try host.vanish()
        client.reset()
        let cut = ContinuousClock.now
        try eventually("four seconds are over") { ContinuousClock.now - cut > .seconds(4) }
        #expect(device.isTaken)
        #expect(try Knock.at(device) == .refusal)
    }

    @Test(.needs(.networkNamespaces))
    func `with keep-alive it notices that a client has vanished`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(on: host.outside, .init { $0.keepAliveSeconds = 2 })
        let client = try host.enter { try LineClient.connect(to: device.address) }
        try client.read(until: FakeDevice.prompt)
        try host.vanish()
        try device.waitUntilFree(within: .seconds(4))
        #expect(device.last?.ending == .lost)
    }

    @Test(.needs(.reboots))
    func `a reboot is silent, and RST answers what comes for the old connection`() throws {
        let device = try FakeDevice.start(.init { $0.bootTime = .milliseconds(500) })
        let client = try LineClient.connect(to: device.address)
        try client.read(until: FakeDevice.prompt)
        try device.reboot()
        #expect(device.last?.ending == .forgotten)
        #expect(try Knock.at(device) == .silence)
        #expect(client.ending == nil)
        let next = try eventually("it has booted") {
            try? LineClient.connect(to: device.address)
        }
        try next.read(until: FakeDevice.prompt)
        #expect(client.ending == nil)
        try client.send("version\r\n")
        #expect(try client.readToEnd().1 == .reset)
        #expect(device.sawOneAtATime)
    }
}
