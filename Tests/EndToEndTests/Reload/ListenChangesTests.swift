// Another `listen`: the old port closes, whoever came by it stays, and the new one is served. All
// or nothing: a port that cannot be had changes nothing at any device.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ListenChangesTests {
    @Test func `the old port closes and its sessions stay`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        let old = try gateway.address()
        let listen = ["raw://127.0.0.2:0"]
        try gateway.home.configure([.init(connect: device.url, listen: listen)])
        #expect(try gateway.reload())

        let new = try gateway.address()
        #expect(new.host == "127.0.0.2")
        #expect(throws: SystemCallFailure.self) { try LineClient.connect(to: old) }
        let late = try gateway.waiter()
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        holder.close()
        try waiter.readGrant()
        waiter.close()
        try late.readGrant()
        #expect(device.sawOneAtATime)
    }

    @Test func `a port that stays is not touched`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let before = try gateway.address()
        let listen = ["raw://127.0.0.2:0", "raw://127.0.0.1:0"]
        try gateway.home.configure([.init(connect: device.url, listen: listen)])
        #expect(try gateway.reload())
        let after = try gateway.status(of: "board1").listen
        #expect(after.count == 2)
        #expect(after[1] == "raw://\(before)")
    }

    @Test func `a port stays when its device gets another name`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let port = try gateway.address()
        let renamed = GatewayHome.Device("nrf1", connect: device.url, listen: ["raw://\(port)"])
        try gateway.home.configure([renamed])
        #expect(try gateway.reload())
        let holder = try LineClient.connect(to: port)
        try holder.readGrant(of: "nrf1")
        try holder.read(until: FakeDevice.prompt)
        try eventually("the old name is gone") { try gateway.status().devices.count == 1 }
    }

    @Test func `two devices may swap their ports`() throws {
        let (one, two) = (try FakeDevice.start(), try FakeDevice.start())
        let home = try GatewayHome([
            .init("board1", connect: one.url), .init("board2", connect: two.url),
        ])
        let gateway = try home.serve()
        let (first, second) = (
            try gateway.address(of: "board1"), try gateway.address(of: "board2")
        )
        let holder = try gateway.holder(of: "board1")
        try holder.read(until: FakeDevice.prompt)
        try home.configure([
            .init("board1", connect: one.url, listen: ["raw://\(second)"]),
            .init("board2", connect: two.url, listen: ["raw://\(first)"]),
        ])
        #expect(try gateway.reload())
        let other = try LineClient.connect(to: first)
        try other.readGrant(of: "board2")
        let waiter = try LineClient.connect(to: second)
        try waiter.readPlace()
        holder.close()
        try waiter.readGrant(of: "board1")
        // The port is this gateway's alone again.
        let another = try GatewayHome([.init(connect: one.url, listen: ["raw://\(first)"])])
        #expect(try another.serveInVain().status == .exited(78))
    }

    @Test func `a port that cannot be had changes nothing anywhere`() throws {
        let device = try FakeDevice.start()
        let (first, second) = (device.url, device.url)
        let home = try GatewayHome([
            .init("board1", connect: first), .init("board2", connect: second),
        ])
        let gateway = try home.serve()
        let before = try gateway.status().devices.map(\.listen)
        let taken = try FakeDevice.start()
        try home.configure([
            .init("board1", connect: first, listen: ["raw://127.0.0.2:0"]),
            .init("board3", connect: second, listen: ["raw://\(taken.address)"]),
        ])
        #expect(try !gateway.reload())
        let devices = try gateway.status().devices
        #expect(devices.map(\.device) == ["board1", "board2"])
        #expect(devices.map(\.listen) == before)
        #expect(devices.map(\.state) == ["free", "free"])
        let ready = try home.control.get("/readyz").body
        #expect(ready.contains("raw://\(taken.address) is in use by another program"))
    }
}
