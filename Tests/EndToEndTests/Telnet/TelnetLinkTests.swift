// `connect: telnet://…`: the gateway as a telnet client, towards another gateway's telnet listener,
// and towards a device that answers no option at all.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct TelnetLinkTests {
    /// A gateway whose device is there, and speaks telnet; its clients speak `scheme`.
    private static func towards(
        _ address: TCPAddress,
        from scheme: String = "raw"
    ) throws -> GatewayProcess {
        let listen = "\(scheme)://127.0.0.1:0"
        return try GatewayHome([.init(connect: "telnet://\(address)", listen: [listen])]).serve()
    }

    @Test func `every byte passes through two gateways with telnet between them`() throws {
        let device = try FakeDevice.start()
        let inner = try GatewayProcess.telnet(for: device, keys: ["notices: off"])
        let outer = try Self.towards(inner.address())
        let client = try outer.holder()
        try client.read(until: FakeDevice.prompt)
        let bytes = Array(UInt8.min...UInt8.max) + [13, 10, 13, 0, 13, 13, 255, 255, 13]
        try client.send(bytes)
        try eventually("the device has them") {
            device.connections.last.map { Array($0.received) } == bytes
        }
        device.say(bytes)
        #expect(try client.read(count: bytes.count) == bytes)
        client.close()
        try device.waitUntilFree()
        let row = try inner.history.firstEnded()
        #expect(row.via == "telnet")
        #expect(row.bytesToDevice == bytes.count)
    }

    @Test func `a device that answers no option gets its bytes all the same`() throws {
        let device = try FakeDevice.start()
        let gateway = try Self.towards(device.address)
        let client = try gateway.holder()
        try client.read(until: FakeDevice.prompt)
        // It asks to suppress go-ahead, is asked for BINARY, and never says a word of it.
        device.say([255, 251, 3])
        let answer: [UInt8] = [255, 253, 3, 255, 251, 0, 255, 253, 0]
        try eventually("it is answered") {
            device.connections.last?.received.starts(with: answer) ?? false
        }
        // Nothing is lost while an answer is awaited that never comes.
        let line = Array("version\r\n".utf8)
        try client.send(line)
        try eventually("it has the rest") {
            device.connections.last.map { Array($0.received.suffix(line.count)) } == line
        }
    }

    @Test func `a silent device is sent nothing of telnet`() throws {
        let device = try FakeDevice.start()
        let gateway = try Self.towards(device.address)
        let client = try gateway.holder()
        try client.read(until: FakeDevice.prompt)
        try client.send([0x41, 13, 10, 255, 0x42])
        try eventually("it is wrapped") {
            device.connections.last.map { Array($0.received) } == [0x41, 13, 10, 255, 255, 0x42]
        }
    }

    @Test func `a break goes on over telnet`() throws {
        let device = try FakeDevice.start()
        let gateway = try Self.towards(device.address)
        let client = try gateway.holder()
        try client.read(until: FakeDevice.prompt)
        try client.send("a")
        try device.waitToReceive("a")
        #expect(try gateway.home.run("break", "board1").status == .exited(0))
        try eventually("it is there") {
            device.connections.last.map { Array($0.received) } == [0x61, 255, 243]
        }
    }

    @Test func `what is typed behind a break does not overtake it`() throws {
        let device = try FakeDevice.start()
        let gateway = try Self.towards(device.address, from: "telnet")
        let client = try gateway.client()
        try client.read(until: FakeDevice.prompt)
        device.stall()
        // So much that the break has to wait until the device has taken it.
        let typed = try client.sendUntilFull([UInt8](repeating: 0x61, count: 65_536))
        device.goOn()
        try client.send([255, 243, 0x62])
        try eventually("it is there", within: .seconds(20)) {
            device.connections.last?.received.last == 0x62
        }
        let received = device.connections.last.map { Array($0.received) } ?? []
        #expect(received.suffix(4) == [0x61, 255, 243, 0x62])
        #expect(received.count == typed + 3)
    }

    @Test func `a break that a telnet client sends goes on behind what it typed`() throws {
        let device = try FakeDevice.start()
        let gateway = try Self.towards(device.address, from: "telnet")
        let client = try gateway.client()
        try client.read(until: FakeDevice.prompt)
        // `a`, IAC BRK.
        try client.send([0x61, 255, 243])
        try eventually("it is there") {
            device.connections.last.map { Array($0.received) } == [0x61, 255, 243]
        }
    }
}
