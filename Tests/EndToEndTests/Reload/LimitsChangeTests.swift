// Limits and the other keys count at once, for those who are there and for those who come. What
// takes a lease's end, or a restart, is in files beside this one.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LimitsChangeTests {
    @Test func `a shorter line refuses the next, and keeps those who are in it`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try gateway.home.configure([
            .init(connect: device.url, keys: ["queue_max: 1", "description: shelf 3"])
        ])
        #expect(try gateway.reload())
        let late = try gateway.client()
        #expect(try late.readFarewell() == "board1: the line is full; try again later.")
        #expect(try gateway.home.control.get("/v1/devices/board1").body.contains("shelf 3"))
        holder.close()
        try waiter.readGrant()
    }

    @Test func `the limit on an address counts for whoever comes next`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try gateway.home.configure(
            [.init(connect: device.url)],
            gateway: ["clients_per_address_max: 1"]
        )
        #expect(try gateway.reload())
        let late = try gateway.client()
        let farewell = try late.readFarewell()
        #expect(farewell.hasSuffix("has 1 connections here already; close one first."))
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
    }

    @Test func `a shorter time in line ends those who have had it`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try gateway.home.configure([.init(connect: device.url, keys: ["queue_timeout: 1s"])])
        #expect(try gateway.reload())
        #expect(try gateway.history.ended(waiter).ending == "queue_timeout gateway queued")
    }

    @Test(.needs(.networkNamespaces))
    func `a shorter dead_peer finds a holder that vanishes after it`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "1h")
        let holder = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        try change(["dead_peer: 3s"], of: device, at: host, gateway)
        try host.vanish()
        let taken = try time { _ = try gateway.history.firstEnded() }
        #expect(taken < .seconds(3 + 1) + noise)
        #expect(try gateway.history.firstEnded().ending == "client_keepalive client holding")
    }

    @Test(.needs(.networkNamespaces))
    func `a shorter dead_peer is not over for who was silent before it`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "10s")
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try waiter.read(until: "You are 1 of 1 in line.")
        try host.goAwayAfterSilence {
            try change(["dead_peer: 3s"], of: device, at: host, gateway)
        }
        #expect(try gateway.status(of: "board1").queue.count == 1)
        holder.close()
        try waiter.read(until: FakeDevice.prompt)
    }

    @Test(.needs(.networkNamespaces))
    func `times that change again and again do not put off who has vanished`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "3s")
        let holder = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        try host.vanish()
        device.say("who reads this?\r\n")
        let gone = ContinuousClock.now
        var seconds = 60
        while try gateway.status(of: "board1").holder != nil {
            try #require(ContinuousClock.now - gone < patience)
            seconds += 1
            let keys = ["dead_peer: 3s", "client_stall: \(seconds)s"]
            try change(keys, of: device, at: host, gateway)
        }
        #expect(ContinuousClock.now - gone < .seconds(3 + 1) + noise)
    }

    /// Other keys for the device that listens at the host's side.
    private func change(
        _ keys: [String],
        of device: FakeDevice,
        at host: NetworkNamespace,
        _ gateway: GatewayProcess
    ) throws {
        let listen = ["raw://\(host.outside):0"]
        try gateway.home.configure([.init(connect: device.url, listen: listen, keys: keys)])
        #expect(try gateway.reload())
    }
}
