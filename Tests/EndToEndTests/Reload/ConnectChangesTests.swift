// Another `connect`: whoever has the device keeps the link that it has, and the next lease is on a
// link to the new place, a kept link notwithstanding: that one is left as politely as any other.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ConnectChangesTests {
    @Test(arguments: ["per_lease", "persistent"])
    func `the holder stays where it is, the next one is elsewhere`(link: String) throws {
        let (old, new) = (try FakeDevice.start(), try FakeDevice.start())
        let gateway = try GatewayProcess.start(for: old, keys: ["link: \(link)"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try gateway.home.configure([.init(connect: new.url, keys: ["link: \(link)"])])
        #expect(try gateway.reload())
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        #expect(new.connections.isEmpty)
        holder.close()
        try waiter.readGrant()
        try waiter.read(until: FakeDevice.prompt)
        #expect(old.connections.count == 1)
        #expect(new.connections.count == 1)
        #expect(old.last?.text == "version\r\n")
    }

    @Test func `a kept link that nobody uses is let go`() throws {
        let (old, new) = (try FakeDevice.start(), try FakeDevice.start())
        let gateway = try GatewayProcess.start(for: old, keys: ["link: persistent"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        holder.close()
        try gateway.wait(until: "board1", is: "free")
        #expect(try gateway.status(of: "board1").link == "open")
        try old.waitUntilQuiet()
        try gateway.home.configure([.init(connect: new.url, keys: ["link: persistent"])])
        #expect(try gateway.reload())
        try old.waitUntilFree()
        #expect(old.last?.ending == .fin)
        let next = try gateway.holder()
        try next.read(until: FakeDevice.prompt)
        #expect(new.connections.count == 1)
    }

    @Test func `whoever comes while that link is let go waits until it is gone`() throws {
        let old = try FakeDevice.start(.init { $0.closeDelay = .milliseconds(600) })
        let new = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: old, keys: ["link: persistent"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        holder.close()
        try gateway.wait(until: "board1", is: "free")
        try old.waitUntilQuiet()
        let address = try gateway.address()
        try gateway.home.configure([.init(connect: new.url, keys: ["link: persistent"])])
        #expect(try gateway.reload())
        let next = try LineClient.connect(to: address)
        try next.readToGrant()
        try next.read(until: FakeDevice.prompt)
        let (left, taken) = (try #require(old.last), try #require(new.last))
        #expect(left.ending == .fin)
        #expect(try #require(left.end) <= taken.begin)
    }
}
