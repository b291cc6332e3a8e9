// The last lease of a device that nobody has: `status --json` shows it, also of a run before, and
// of a device that the configuration had not for a while.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct LastLeaseTests {
    @Test(arguments: [SIGTERM, SIGKILL])
    func `the last lease is known after the gateway's end`(signal: Int32) throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([
            .init(connect: device.url), .init("board2", connect: device.url),
        ])
        let first = try home.serve()
        #expect(try first.status(of: "board1").lease == nil)
        let holder = try first.client()
        let lease = try holder.readGrant()
        try holder.read(until: FakeDevice.prompt)
        holder.close()
        try first.history.ended(holder)
        first.signal(signal)
        _ = try first.waitForExit()

        let second = try home.serve()
        let status = try second.status(of: "board1")
        #expect(status.lease == lease)
        #expect(status.holder == nil)
        #expect(try second.status(of: "board2").lease == nil)
        let next = try second.client()
        #expect(try next.readGrant() > lease)
    }

    @Test func `the last lease is known of a device that comes back`() throws {
        let device = try FakeDevice.start()
        let other = GatewayHome.Device("board2", connect: device.url)
        let gateway = try GatewayHome([.init(connect: device.url), other]).serve()
        let holder = try gateway.client()
        let lease = try holder.readGrant()
        try holder.read(until: FakeDevice.prompt)
        holder.close()
        try gateway.wait(until: "board1", is: "free")
        try gateway.home.configure([other])
        #expect(try gateway.reload())
        try eventually("the device is gone") { try gateway.status().devices.count == 1 }
        try gateway.home.configure([.init(connect: device.url), other])
        #expect(try gateway.reload())
        #expect(try gateway.status(of: "board1").lease == lease)
    }
}
