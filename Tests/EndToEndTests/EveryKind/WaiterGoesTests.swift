// Whoever is in line leaves, vanishes, or stays, and has typed `reboot` meanwhile: not one byte of
// it reaches a device of any kind, and the next one is on in its turn.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct WaiterGoesTests {
    @Test(arguments: DeviceKind.allCases, [false, true])
    func `what a waiter types reaches no device`(kind: DeviceKind, leaves: Bool) throws {
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder(on: device)
        let waiter = try gateway.waiter()
        try waiter.send("reboot\r\n")
        if leaves {
            waiter.close()
            let row = try gateway.history.ended(waiter)
            #expect(row.ending == "client_closed client queued")
            #expect(row.role == "waiter")
        }
        // It has been read when what came after it is through.
        try holder.send(", more")
        try device.waitToHear("first, more")
        let next = leaves ? try gateway.waiter() : waiter
        let taken = try time {
            holder.close()
            try next.readGrant()
        }
        #expect(taken < atOnce)
        try device.expectAlone(next)
        #expect(device.visits == ["first, more", "mine"])
    }

    @Test(.needs(.networkNamespaces), arguments: DeviceKind.allCases)
    func `one that vanished in line is passed over`(kind: DeviceKind) throws {
        let host = try NetworkNamespace.start()
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device, at: host, keys: ["dead_peer: 60s"])
        let holder = try gateway.holder(on: device)
        let vanished = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try vanished.read(until: "You are 1 of 1 in line.")
        try vanished.type("reboot\n")
        let waiter = try gateway.waiter()
        try host.vanish()
        let taken = try time {
            holder.close()
            try waiter.readGrant()
        }
        #expect(taken < .seconds(1) + noise)
        try device.expectAlone(waiter)
        #expect(device.visits == ["first", "mine"])
    }
}
