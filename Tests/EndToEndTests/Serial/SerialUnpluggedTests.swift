// A port whose plug is pulled: its holder ends, and whoever comes next has the device when it is
// back under its name, without anybody's doing.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SerialUnpluggedTests {
    @Test(arguments: ["persistent", "per_lease"])
    func `the holder ends, and the next one is on when the plug is back`(link: String) throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable, keys: ["link: \(link)"])
        let holder = try gateway.holder()
        try holder.send("hello")
        try cable.hear(until: "hello")
        let waiter = try gateway.waiter()
        cable.pull()
        #expect(
            try holder.readFarewell(within: atOnce)
                .hasPrefix("board1: the device no longer answers (\(cable.path) is gone")
        )
        let row = try gateway.history.ended(holder)
        #expect(row.ending == "device_lost device holding")
        #expect(row.endDetail?.contains("\(cable.path) is gone") == true)
        try waiter.readGrant()
        try cable.plugIn()
        try waiter.send("again")
        #expect(try cable.hear(until: "again") == "again")
    }

    @Test func `a port that nobody uses comes back by itself`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable)
        try cable.waitUntilOpen()
        cable.pull()
        try gateway.wait(until: "board1", is: "down")
        try cable.plugIn()
        try gateway.wait(until: "board1", is: "free")
        #expect(try gateway.status(of: "board1").link == "open")
        let holder = try gateway.holder()
        try holder.send("hello")
        #expect(try cable.hear(until: "hello") == "hello")
    }

    @Test func `a port that is not there at the start is waited for in line`() throws {
        let cable = try SerialCable.lay(plugged: false)
        let gateway = try GatewayProcess.start(at: cable)
        try gateway.wait(until: "board1", is: "down")
        let waiter = try gateway.client()
        try waiter.readPlace()
        try cable.plugIn()
        try waiter.readGrant()
        try waiter.send("hello")
        #expect(try cable.hear(until: "hello") == "hello")
    }
}
