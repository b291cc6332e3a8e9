// A port has one user: a second gateway waits until the first one gives it back, and says why it
// cannot have it.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SerialPortTakenTests {
    @Test func `a port that another gateway has is down, and comes when it is given back`() throws {
        let cable = try SerialCable.lay()
        let first = try GatewayProcess.start(at: cable)
        try cable.waitUntilOpen()
        try first.wait(until: "board1", is: "free")
        let second = try GatewayProcess.start(at: cable)
        try second.wait(until: "board1", is: "down")
        try eventually("the reason is in the log") {
            second.errors.contains("\(cable.path) is used by another program")
        }
        let waiter = try second.client()
        #expect(
            try waiter.readNotice() == "board1 cannot be reached. You are 1 of 1 in line."
        )
        let holder = try first.holder()
        try holder.send("first")
        try cable.hear(until: "first")

        #expect(try first.home.run("drain", "board1").status == .exited(0))
        holder.close()
        try waiter.readGrant()
        try waiter.send("second")
        #expect(try cable.hear(until: "second") == "second")
    }

    @Test func `a holder of one lease's port is refused it, and told so`() throws {
        let cable = try SerialCable.lay()
        let first = try GatewayProcess.start(at: cable)
        try cable.waitUntilOpen()
        try first.wait(until: "board1", is: "free")
        let second = try GatewayProcess.start(
            at: cable,
            keys: ["link: per_lease", "device_ready: 300ms"]
        )
        let holder = try second.holder()
        let why = "\(cable.path) is used by another program"
        #expect(try holder.readFarewell() == "board1: the device refuses connections (\(why)).")
        let row = try second.history.ended(holder)
        #expect(row.ending == "device_refused device connecting")
        #expect(row.endDetail == why)
    }
}
