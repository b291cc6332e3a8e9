// `idle_max`: a holder that sends nothing gives way, while somebody waits. One byte starts its time
// anew.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct IdleMaxTests {
    @Test func `an idle holder gives way to one who waits, counted from that arrival`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["idle_max: 1s"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let granted = ContinuousClock.now
        try eventually("the holder has been idle for longer, alone") {
            ContinuousClock.now - granted > .milliseconds(1_500)
        }
        let waiter = try gateway.waiter()
        let taken = try time { try waiter.readGrant() }
        #expect(taken > .milliseconds(900) && taken < .seconds(1) + noise)
        #expect(try holder.readFarewell() == "board1: you were idle for too long.")
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "idle_timeout gateway holding")
    }

    @Test func `a holder that types is not idle`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["idle_max: 1s"])
        let holder = try gateway.holder()
        let waiter = try gateway.waiter()
        var typed = ContinuousClock.now
        for number in 0..<5 {
            let due = typed + .milliseconds(500)
            try eventually("it is time to type again") { ContinuousClock.now >= due }
            typed = .now
            try holder.send("line \(number)\r\n")
            try device.waitToReceive("line \(number)")
        }
        #expect(try gateway.status(of: "board1").queue.count == 1)
        try waiter.readGrant()
        #expect(ContinuousClock.now - typed > .milliseconds(900))
    }

    @Test func `with limits always a lone holder's time is up too`() throws {
        let device = try FakeDevice.start()
        let keys = ["idle_max: 1s", "limits: always"]
        let gateway = try GatewayProcess.start(for: device, keys: keys)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let taken = try time { _ = try holder.readFarewell() }
        #expect(taken > .milliseconds(900) && taken < .seconds(1) + noise)
        try gateway.wait(until: "board1", is: "free")
    }

    @Test func `who lingers behind its own FIN ends by the limit alone`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let keys = ["idle_max: 1s", "limits: always", "fin_linger: 1h"]
        let gateway = try GatewayProcess.start(for: device, keys: keys)
        let holder = try gateway.holder()
        try holder.send("sleep\r\n")
        holder.halfClose()
        #expect(try holder.readFarewell() == "board1: you were idle for too long.")
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "idle_timeout gateway holding")
        #expect(row.endDetail == nil)
    }
}
