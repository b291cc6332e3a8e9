// A holder that reads nothing, as a terminal on Ctrl-S: it is there, and keeps its lease until
// `client_stall`. When its host vanishes too, it is found like any other.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct PausedHolderTests {
    private static let flood = [UInt8](repeating: UInt8(ascii: "x"), count: 8_000_000)

    @Test func `a paused holder keeps its lease beyond dead_peer and loses it at client_stall`()
        throws
    {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            at: host,
            deadPeer: "1s",
            keys: ["client_stall: 5s"]
        )
        let holder = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        holder.pause()
        let taken = try time {
            device.say(Self.flood)
            try waiter.readGrant()
        }
        #expect(taken > .seconds(4) && taken < .seconds(6) + noise)
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_stalled client holding")
    }

    @Test func `a holder is paused under steady output for as long as it likes`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["dead_peer: 1s"])
        // Its window shuts in the middle of a segment, and is probed from then on.
        let holder = try gateway.client(receiveBufferBytes: 4_096)
        try holder.readGrant()
        Bench.current.add(Chatter(of: device, every: .milliseconds(5)))
        let paused = ContinuousClock.now
        try eventually("it has been paused for a while") {
            ContinuousClock.now - paused > .seconds(12)
        }
        #expect(try gateway.status(of: "board1").state == "held")
        #expect(try gateway.history.sessions().first?.endedAt == nil)
    }

    @Test func `a holder that reads slowly is neither paused nor gone`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["dead_peer: 1s"])
        let holder = try gateway.client(receiveBufferBytes: 4_096)
        try holder.readGrant()
        Bench.current.add(Chatter(of: device, every: .milliseconds(1)))
        // Its window opens again and again for a part of what waits for it.
        for _ in 0..<80 {
            let read = ContinuousClock.now
            _ = try holder.read(count: 1_000)
            try eventually("a moment is over") {
                ContinuousClock.now - read > .milliseconds(100)
            }
        }
        #expect(try gateway.status(of: "board1").state == "held")
    }

    @Test func `a paused holder that vanishes is found within dead_peer and a second`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "2s")
        let holder = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        holder.pause()
        device.say(Self.flood)
        try device.waitUntilQuiet()
        let paused = ContinuousClock.now
        // The kernel would ask a shut window less and less often.
        try eventually("it has been paused for a while") {
            ContinuousClock.now - paused > .seconds(5)
        }
        let waiter = try gateway.waiter()
        try host.vanish()
        let taken = try time { try waiter.readGrant() }
        #expect(taken < .seconds(3) + noise)
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_unacked client holding")
    }

    @Test func `a paused holder that goes on has lost nothing`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, at: host, deadPeer: "1s")
        let holder = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        holder.pause()
        device.say(Self.flood)
        device.say("the end")
        let paused = ContinuousClock.now
        try eventually("it has been paused for a while") {
            ContinuousClock.now - paused > .seconds(3)
        }
        holder.resume()
        try holder.read(until: "the end")
        #expect(holder.output.utf8.count { $0 == UInt8(ascii: "x") } == Self.flood.count)
        #expect(try gateway.status(of: "board1").queue.count == 1)
        waiter.close()
    }
}
