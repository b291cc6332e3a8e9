// Another `connect` while a link is being opened: the lease under way stays with the device that it
// began with, however often it is tried again, and the next one is at the new device, a connect
// that is still under way to the old one notwithstanding.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ConnectChangesMeanwhileTests {
    @Test func `a lease that is still tried stays with its device`() throws {
        let old = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let new = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: old)
        let holder = try gateway.client()
        try holder.readGrant()
        try holder.send("version\r\n")
        try gateway.home.configure([.init(connect: new.url)])
        #expect(try gateway.reload())
        // It is told after a second that it is still tried.
        #expect(try holder.readNotice().hasPrefix("board1 refuses connections;"))
        try old.welcome()
        try holder.read(until: FakeDevice.version)
        #expect(old.last?.text == "version\r\n")
        #expect(new.connections.isEmpty)
        holder.close()
        let next = try gateway.client()
        try next.readToGrant()
        try next.read(until: FakeDevice.prompt)
        #expect(new.connections.count == 1)
        #expect(old.connections.count == 1)
    }

    @Test func `a kept link is left behind its last words, however slowly its device closes`()
        throws
    {
        let old = try FakeDevice.start(.init { $0.closeDelay = .milliseconds(600) })
        let new = try FakeDevice.start()
        let keys = ["link: persistent", #"on_release: "bye\\r""#]
        let gateway = try GatewayProcess.start(for: old, keys: keys)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try gateway.home.configure([.init(connect: new.url, keys: keys)])
        #expect(try gateway.reload())
        holder.close()
        try old.waitUntilFree()
        #expect(old.last?.text == "bye\r")
        #expect(old.last?.ending == .fin)
        let next = try gateway.client()
        try next.readToGrant()
        try next.read(until: FakeDevice.prompt)
        #expect(new.connections.count == 1)
    }

    @Test func `the next lease is at the new device, whoever was tried before`() throws {
        let old = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let new = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: old)
        let holder = try gateway.client()
        try holder.readGrant()
        let waiter = try gateway.waiter()
        try gateway.home.configure([.init(connect: new.url)])
        #expect(try gateway.reload())
        holder.close()
        try waiter.readToGrant()
        try waiter.read(until: FakeDevice.prompt)
        #expect(old.connections.isEmpty)
    }

    @Test(.needs(.networkNamespaces), arguments: [true, false])
    func `a connect under way to the old device is let go, and not the next one's`(
        waits: Bool
    ) throws {
        let host = try NetworkNamespace.start()
        let old = try FakeDevice.start(in: host)
        let new = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: old)
        try host.loseHandshakes()
        let holder = try gateway.client()
        try holder.readGrant()
        try eventually("the handshake has begun") { old.handshakes.count == 1 }
        let waiter = waits ? try gateway.waiter() : nil
        try gateway.home.configure([.init(connect: new.url)])
        #expect(try gateway.reload())
        holder.close()
        try gateway.history.ended(holder)
        let next = try waiter ?? gateway.client()
        try next.readToGrant()
        try next.send("version\r\n")
        #expect(new.connections.isEmpty)
        try host.comeBack()
        try next.read(until: FakeDevice.version)
        #expect(new.last?.text == "version\r\n")
        #expect(old.deaths.isEmpty)
        try old.waitUntilFree()
        #expect(old.connections.map(\.received) == [[]])
    }
}
