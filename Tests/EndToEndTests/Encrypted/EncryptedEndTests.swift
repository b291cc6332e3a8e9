// Every end of a TLS client: FIN with TLS's own farewell (close_notify) and without it, the
// farewell alone, RST. Each hands over at once, as without TLS.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct EncryptedEndTests {
    /// How a client ends its connection.
    enum End: CaseIterable {
        case fin, farewell, farewellAndFIN, kill, reset

        func make(of client: TLSClient) throws {
            switch self {
            case .fin: try client.finish()
            case .farewell: try client.sayFarewell()
            case .farewellAndFIN:
                try client.sayFarewell()
                try client.finish()
            case .kill: client.kill()
            case .reset: try client.reset()
            }
        }

        var reason: String { self == .reset ? "client_reset" : "client_closed" }
    }

    @Test(arguments: End.allCases)
    func `whatever ends it hands over at once`(end: End) throws {
        let device = try FakeDevice.start()
        let certificates = try TestCertificates()
        let gateway = try GatewayProcess.start(for: device, with: certificates)
        let holder = try TLSClient(to: gateway.address(), trusting: certificates)
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.plainClient()
        try waiter.readPlace()
        let taken = try time {
            try end.make(of: holder)
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        #expect(try gateway.ended(holder).ending == "\(end.reason) client holding")
        #expect(device.sawOneAtATime)
    }

    @Test(arguments: [End.fin, End.farewell])
    func `a client that ends its side still gets its answer`(end: End) throws {
        let device = try FakeDevice.start(.init { $0.answerDelay = .milliseconds(200) })
        let certificates = try TestCertificates()
        let gateway = try GatewayProcess.start(for: device, with: certificates)
        let client = try TLSClient(to: gateway.address(), trusting: certificates)
        try client.read(until: FakeDevice.prompt)
        try client.send("version\r\n")
        try end.make(of: client)
        if end == .fin { try client.read(until: FakeDevice.version) }
        let row = try gateway.ended(client)
        #expect(row.ending == "client_closed client holding")
        #expect(device.last?.text == "version\r\n")
        #expect((row.bytesFromDevice ?? 0) > FakeDevice.prompt.utf8.count)
    }

    @Test func `a client that reads nothing holds up nobody's stop`() throws {
        let device = try FakeDevice.start()
        let certificates = try TestCertificates()
        let gateway = try GatewayProcess.start(for: device, with: certificates)
        let client = try TLSClient(to: gateway.address(), trusting: certificates)
        try client.read(until: FakeDevice.prompt)
        try client.pause()
        gateway.signal(15)
        #expect(try gateway.waitForExit(within: stopMax) == .exited(0))
        #expect(try gateway.ended(client).ending == "gateway_shutdown gateway holding")
    }
}
