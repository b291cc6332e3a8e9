// IPv6: a listener on ::1, and one on [::], which is for IPv6 alone. Where the machine has no IPv6
// on loopback, these are skipped, and say so.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd, .needs(.ipv6Loopback)) struct IPv6ListenerTests {
    @Test func `a client comes by IPv6 and is recorded so`() throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([.init(connect: device.url, listen: ["raw://[::1]:0"])])
        let gateway = try home.serve()
        #expect(try gateway.address().host == "::1")
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        #expect(try gateway.status(of: "board1").holder?.address == "\(holder.address)")
        holder.close()
        let row = try #require(try gateway.history.sessions(ended: 1).first)
        #expect(row.address == "\(holder.address)")
        #expect(row.address.hasPrefix("[::1]:"))
    }

    @Test func `all of IPv6 is not all of IPv4`() throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([.init(connect: device.url, listen: ["raw://[::]:0"])])
        let gateway = try home.serve()
        let port = try gateway.address().port
        let v6 = try LineClient.connect(to: TCPAddress(host: "::1", port: port))
        try v6.readGrant()
        let refusal = #expect(throws: SystemCallFailure.self) {
            try LineClient.connect(to: TCPAddress(host: "127.0.0.1", port: port))
        }
        #expect(refusal?.errno == ECONNREFUSED)
    }

    @Test func `two listeners of one device have one line`() throws {
        let device = try FakeDevice.start()
        let listen = ["raw://127.0.0.1:0", "raw://[::1]:0"]
        let gateway = try GatewayHome([.init(connect: device.url, listen: listen)]).serve()
        let addresses = try gateway.status(of: "board1").listen.compactMap { TCPAddress($0) }
        #expect(addresses.map(\.host).sorted() == ["127.0.0.1", "::1"])
        let clients = try addresses.map { try LineClient.connect(to: $0) }
        #expect(clients.count == 2)
        let queue = try eventually("one waits") {
            let queue = try gateway.status(of: "board1").queue
            return queue.isEmpty ? nil : queue
        }
        #expect(queue.count == 1)
    }
}
