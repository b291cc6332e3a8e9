// A board that reads nothing: after `device_stall` its holder ends, and what was left unsent
// reaches nobody.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SerialStallTests {
    @Test func `a port that takes nothing for device_stall ends its holder`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable, keys: ["device_stall: 2s"])
        let holder = try gateway.holder()
        let waiter = try gateway.waiter()
        let taken = try time {
            _ = try holder.sendUntilFull([UInt8](repeating: UInt8(ascii: "r"), count: 65_536))
            try waiter.readGrant(within: .seconds(10))
        }
        #expect(taken > .seconds(1) && taken < .seconds(5) + noise)
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "device_stalled device holding")
        #expect(row.endDetail?.contains("B wait, and \(cable.path) takes none") == true)

        // The board has heard what its own end of the PTY had taken, and none of the rest.
        _ = cable.hearRest()
        try waiter.send("mine")
        #expect(try cable.hear(until: "mine").hasSuffix("mine"))
        #expect(cable.hearRest() == [])
    }

    @Test func `a slow board is not a stalled one`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable, keys: ["device_stall: 1s"])
        let holder = try gateway.holder()
        let bytes = [UInt8](repeating: UInt8(ascii: "r"), count: 400_000)
        try holder.send(bytes)
        let begin = ContinuousClock.now
        var heard = 0
        while heard < bytes.count {
            heard += try cable.hear(count: min(40_000, bytes.count - heard)).count
            let next = ContinuousClock.now + .milliseconds(400)
            try eventually("a slow board goes on") { ContinuousClock.now >= next }
        }
        #expect(ContinuousClock.now - begin > .seconds(3))
        #expect(try gateway.status(of: "board1").state == "held")
    }
}
