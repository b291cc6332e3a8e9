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
