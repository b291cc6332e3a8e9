// Behind a balancer the client's address is the one that the balancer names: in the record, for the
// limits, and to whoever waits. The header itself never reaches the device.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ProxyHeaderIsBelievedTests {
    @Test(arguments: ["send-proxy", "send-proxy-v2", "send-proxy-v2-ssl"])
    func `behind a real HAProxy the record has the client's address`(option: String) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            gateway: ["proxy_protocol: [127.0.0.8/32]"]
        )
        let balancer = try HAProxyBalancer(
            to: gateway.address(),
            from: "127.0.0.8",
            option: option
        )
        let holder = try LineClient.connect(to: balancer.address, from: "127.0.0.2")
        try holder.readGrant()
        try holder.read(until: FakeDevice.prompt)
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        let waiter = try LineClient.connect(to: balancer.address, from: "127.0.0.3")
        #expect(try waiter.readNotice().contains("held by 127.0.0.2 for"))
        waiter.close()
        #expect(try gateway.history.ended(waiter).ending == "client_closed client queued")
        holder.close()
        #expect(try gateway.history.ended(holder).ending == "client_closed client holding")
        #expect(device.connections.map(\.text) == ["version\r\n"])
    }

    @Test func `the limits are those of the client that is named`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            gateway: ["clients_per_address_max: 1", "proxy_protocol: [127.0.0.8]"]
        )
        func client(_ host: String) throws -> LineClient {
            let client = try gateway.client(from: "127.0.0.8")
            try client.send("PROXY TCP4 \(host) 127.0.0.1 5000 4001\r\n")
            return client
        }
        try client("192.0.2.1").readGrant()
        try client("192.0.2.2").readPlace()
        #expect(try client("192.0.2.1").readFarewell().contains("192.0.2.1 has 1 connections"))
        let rows = try eventually("each has its row") {
            let rows = try gateway.history.sessions()
            return rows.count == 3 ? rows : nil
        }
        #expect(rows.map(\.address) == ["192.0.2.1:5000", "192.0.2.2:5000", "192.0.2.1:5000"])
    }

    @Test func `the header takes nothing from what a waiter types once it holds`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            gateway: ["proxy_protocol: [127.0.0.8]"]
        )
        let holder = try gateway.holder(from: "127.0.0.2")
        let waiter = try gateway.client(from: "127.0.0.8")
        try waiter.send("PROXY TCP4 192.0.2.1 127.0.0.1 5000 4001\r\n")
        try waiter.readPlace()
        try waiter.send("reboot\r\n")
        holder.close()
        try waiter.readGrant()
        try waiter.send("version\r\n")
        try waiter.read(until: FakeDevice.version)
        #expect(device.last?.text == "version\r\n")
    }

    @Test func `a header that names nobody leaves the connection its own address`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            gateway: ["proxy_protocol: [127.0.0.0/8]"]
        )
        let client = try gateway.client(from: "127.0.0.8")
        try client.send("PROXY UNK")
        try client.send("NOWN\r\nversion\r\n")
        try client.readGrant()
        try client.read(until: FakeDevice.version)
        client.close()
        #expect(try gateway.history.ended(client).address == "\(client.address)")
        #expect(device.connections.map(\.text) == ["version\r\n"])
    }
}
