// The holder's host vanishes, idle or in the middle of what the device says; or it does not, and is
// only paused or away for a moment: that costs nobody the lease. With each kind of device.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct HostVanishesTests {
    /// For a `dead_peer` of a second: found within this, raw and idle (see CONFIGURATION).
    private static let idleFoundMax = Duration.seconds(3)
    private static let talkingFoundMax = Duration.seconds(2)

    @Test(arguments: DeviceKind.allCases, [false, true])
    func `a holder that vanishes is found`(kind: DeviceKind, underOutput: Bool) throws {
        let host = try NetworkNamespace.start()
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device, at: host, keys: ["dead_peer: 1s"])
        _ = try gateway.netcatHolder(on: device, at: host)
        let waiter = try gateway.waiter()
        try host.vanish()
        let taken = try time {
            if underOutput { try device.say("nobody reads this") }
            try waiter.readGrant()
        }
        #expect(taken < (underOutput ? Self.talkingFoundMax : Self.idleFoundMax) + noise)
        try device.expectAlone(waiter)
        let reason = underOutput ? "client_unacked" : "client_keepalive"
        #expect(try gateway.history.firstEnded().ending == "\(reason) client holding")
    }

    @Test(arguments: DeviceKind.allCases)
    func `an outage of a fourth of dead_peer costs nobody the lease`(kind: DeviceKind) throws {
        let host = try NetworkNamespace.start()
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device, at: host, keys: ["dead_peer: 4s"])
        let holder = try gateway.netcatHolder(on: device, at: host)
        let waiter = try gateway.waiter()
        try host.vanish()
        let cut = ContinuousClock.now
        try holder.type("second")
        try device.say("while it was away")
        try eventually("a second is over") { ContinuousClock.now - cut > .seconds(1) }
        try host.comeBack()
        try holder.read(until: "while it was away")
        try device.waitToHear("second")
        #expect(device.visits == ["firstsecond"])
        #expect(try gateway.status(of: "board1").queue.count == 1)
        #expect(waiter.takeUnread().isEmpty)
    }

    @Test(arguments: DeviceKind.allCases)
    func `a holder that is only paused keeps its lease, and misses nothing`(
        kind: DeviceKind
    ) throws {
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["dead_peer: 1s"])
        let holder = try gateway.client(receiveBufferBytes: 4096)
        try holder.readGrant()
        try device.waitForVisit(1)
        let waiter = try gateway.waiter()
        let flood = [UInt8](repeating: UInt8(ascii: "x"), count: 5_000_000)
        try device.flood(count: flood.count)
        let paused = ContinuousClock.now
        try eventually("it has been paused for longer than a dead one is borne") {
            ContinuousClock.now - paused > .milliseconds(2_500)
        }
        #expect(try gateway.status(of: "board1").queue.count == 1)
        #expect(try holder.read(count: flood.count) == flood)
        #expect(waiter.takeUnread().isEmpty)
    }
}
