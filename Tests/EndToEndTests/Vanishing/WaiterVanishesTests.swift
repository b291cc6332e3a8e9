// The host of a waiter vanishes: it is found while it waits, and if its turn comes first, it is
// passed over within a second.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct WaiterVanishesTests {
    @Test func `a waiter that vanishes is found within dead_peer and a second`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "3s")
        let holder = try gateway.holder()
        let vanished = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try vanished.read(until: "You are 1 of 1 in line.")
        let waiter = try gateway.waiter()
        try host.vanish()
        let taken = try time {
            try eventually("one waits") { try gateway.status(of: "board1").queue.count == 1 }
        }
        #expect(taken < .seconds(3) + .seconds(1) + noise)
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_keepalive client queued")
        #expect(row.role == "waiter")
        holder.close()
        try waiter.readGrant()
        try waiter.read(until: FakeDevice.prompt)
        #expect(device.connections.count == 2)
    }

    @Test func `it is found as soon when it was told something meanwhile`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            at: host,
            deadPeer: "4s",
            keys: ["notices: on"]
        )
        _ = try gateway.holder()
        let first = try gateway.waiter()
        let vanished = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try vanished.read(until: "You are 2 of 2 in line.")
        try host.vanish()
        let gone = ContinuousClock.now
        try eventually("most of dead_peer is over") { ContinuousClock.now - gone > .seconds(3) }
        // It is told its new place, which the kernel would count from.
        first.close()
        try eventually("nobody waits") { try gateway.status(of: "board1").queue.isEmpty }
        #expect(ContinuousClock.now - gone < .seconds(4) + .seconds(1) + noise)
        let row = try eventually("its row is closed") {
            try gateway.history.sessions().last { $0.endedAt != nil && $0.queuePosition == 2 }
        }
        #expect(row.ending == "client_unacked client queued")
    }

    @Test func `a waiter that reads nothing is there, whatever it is told`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["dead_peer: 1s"])
        let holder = try gateway.holder()
        let paused = try gateway.client(receiveBufferBytes: 2_304)
        try eventually("one waits") { try gateway.status(of: "board1").queue.count == 1 }
        let order = #"{"text": "\#(String(repeating: "x", count: 150))"}"#
        for _ in 0..<60 { _ = try gateway.home.control.post("/v1/devices/board1/say", order) }
        let told = ContinuousClock.now
        try eventually("much more than dead_peer is over") {
            ContinuousClock.now - told > .seconds(5)
        }
        holder.close()
        let words = try paused.read(until: "board1 is yours")
        #expect(words.split(separator: "says: xxx").count == 61)
    }

    @Test func `without notices, at a silent device, a vanished heir's bytes stay here`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(
            for: device,
            at: host,
            deadPeer: "60s",
            keys: ["notices: off", "type_ahead: hold"]
        )
        let holder = try gateway.client()
        try eventually("it holds") { try gateway.status(of: "board1").state == "held" }
        let vanished = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try vanished.type("reboot\n")
        try eventually("one waits") { try gateway.status(of: "board1").queue.count == 1 }
        let waiter = try gateway.client()
        try waiter.send("version\r\n")
        try eventually("two wait") { try gateway.status(of: "board1").queue.count == 2 }
        try host.vanish()
        let taken = try time {
            holder.close()
            try device.waitToReceive("version\r\n")
        }
        #expect(taken < .seconds(1) + noise)
        #expect(device.last?.text == "version\r\n")
    }

    @Test func `without notices, at a silent device, an heir that is there gets its turn`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(
            for: device,
            keys: ["dead_peer: 60s", "notices: off", "type_ahead: hold"]
        )
        let holder = try gateway.client()
        try eventually("it holds") { try gateway.status(of: "board1").state == "held" }
        let heir = try gateway.client()
        try heir.send("version\r\n")
        let next = try gateway.client()
        try eventually("two wait") { try gateway.status(of: "board1").queue.count == 2 }
        let typed = ContinuousClock.now
        try eventually("it is silent for a moment") {
            ContinuousClock.now - typed > .milliseconds(300)
        }
        holder.close()
        try device.waitToReceive("version\r\n")
        #expect(try gateway.status(of: "board1").holder?.address == "\(heir.address)")
        next.close()
    }

    @Test func `an heir that had vanished a while before is found in its time all the same`() throws
    {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "3s")
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let vanished = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try vanished.read(until: "You are 1 of 1 in line.")
        let waiter = try gateway.waiter()
        try host.vanish()
        let gone = ContinuousClock.now
        try eventually("it has been asked in vain once") {
            ContinuousClock.now - gone > .milliseconds(1_800)
        }
        holder.close()
        try waiter.readGrant()
        try eventually("it is found", within: patience) {
            try gateway.status(of: "board1").queue.isEmpty
        }
        #expect(ContinuousClock.now - gone < .seconds(3 + 1) + noise)
        let row = try gateway.history.sessions().first { $0.endReason == "client_unacked" }
        #expect(row?.endPhase == "queued")
    }

    @Test func `a vanished heir is passed over within a second`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "60s")
        let holder = try gateway.holder()
        let vanished = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try vanished.read(until: "You are 1 of 1 in line.")
        let waiter = try gateway.waiter()
        try host.vanish()
        let taken = try time {
            holder.close()
            try waiter.readGrant()
        }
        #expect(taken < .seconds(1) + noise)
        try waiter.send("version\r\n")
        try waiter.read(until: FakeDevice.version)
    }

    @Test func `what a passed-over waiter typed is kept for it, where that is held`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            at: host,
            deadPeer: "60s",
            keys: ["type_ahead: hold"]
        )
        let holder = try gateway.holder()
        let away = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try away.read(until: "You are 1 of 1 in line.")
        try away.type("version\n")
        let waiter = try gateway.waiter()
        try eventually("what it typed has arrived") {
            try gateway.status(of: "board1").queue.count == 2
        }
        try host.vanish()
        holder.close()
        try waiter.readGrant()
        try host.comeBack()
        try away.read(until: "You keep your place in line.")
        waiter.close()
        try away.read(until: FakeDevice.version)
        #expect(device.last?.text == "version\n")
    }
}
