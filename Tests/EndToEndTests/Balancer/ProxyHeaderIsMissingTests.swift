// A listed balancer that names nobody in time is refused, with a row of its own; and nobody else
// may name anybody: from everywhere else the bytes are the client's own.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ProxyHeaderIsMissingTests {
    private let proxies = ["proxy_protocol: [127.0.0.8/32]"]

    @Test func `a balancer without a header is refused within its time`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, gateway: proxies)
        let silent = try gateway.client(from: "127.0.0.8")
        let taken = try time { _ = try silent.readToEnd() }
        #expect(taken > .seconds(5) - noise && taken < .seconds(5) + noise)
        let row = try gateway.history.ended(silent)
        #expect(row.ending == "protocol_error gateway arriving")
        #expect(row.role == "refused")
        #expect(row.lease == nil)
        #expect(gateway.errors.contains("refused a balancer's connection"))
    }

    @Test func `a balancer that sends something else is refused at once`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, gateway: proxies)
        let balancer = try gateway.client(from: "127.0.0.8")
        try balancer.send("version\r\n")
        let taken = try time { _ = try balancer.readToEnd() }
        #expect(taken < atOnce)
        #expect(try gateway.history.ended(balancer).ending == "protocol_error gateway arriving")
        #expect(device.connections.isEmpty)
    }

    @Test func `a balancer that goes without a word leaves a row`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, gateway: proxies)
        let check = try gateway.client(from: "127.0.0.8")
        check.close()
        #expect(try gateway.history.ended(check).ending == "client_closed client arriving")
        let reset = try gateway.client(from: "127.0.0.8")
        try eventually("it is accepted: one that is reset before has no address left") {
            reset.isAccepted
        }
        reset.reset()
        #expect(try gateway.history.ended(reset).ending == "client_reset client arriving")
    }

    @Test func `from elsewhere a header is the client's own bytes`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, gateway: proxies)
        let client = try gateway.holder(from: "127.0.0.2")
        let header = "PROXY TCP4 192.0.2.1 127.0.0.1 5000 4001\r\n"
        try client.send(header)
        try device.waitToReceive(header)
        client.close()
        #expect(try gateway.history.ended(client).address == "\(client.address)")
    }

    @Test func `a stop while a header is awaited leaves a row`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, gateway: proxies)
        let silent = try gateway.client(from: "127.0.0.8")
        let held = try gateway.holder(from: "127.0.0.2")
        try held.read(until: FakeDevice.prompt)
        gateway.signal(15)
        #expect(try gateway.waitForExit(within: stopMax) == .exited(0))
        #expect(
            try gateway.history.ended(silent).ending == "gateway_shutdown gateway arriving"
        )
    }
}
