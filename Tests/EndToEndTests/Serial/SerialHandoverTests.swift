// One session after the other on a port: the next one is on at once, on the same opening, and finds
// nothing of the last one's.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SerialHandoverTests {
    @Test func `a holder's FIN hands the port over`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable)
        let holder = try gateway.holder()
        try holder.send("first")
        try cable.hear(until: "first")
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.close()
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        try waiter.send("second")
        #expect(try cable.hear(until: "second") == "second")
        #expect(try gateway.history.ended(holder).ending == "client_closed client holding")
    }

    @Test(arguments: ["persistent", "per_lease"])
    func `what the board still says to the last holder is nobody's`(link: String) throws {
        let cable = try SerialCable.lay()
        let keys = ["link: \(link)", "fin_linger: 0s"]
        let gateway = try GatewayProcess.start(at: cable, keys: keys)
        let holder = try gateway.holder()
        try holder.send("secret")
        try cable.hear(until: "secret")
        let waiter = try gateway.waiter()
        holder.close()
        try gateway.wait(until: "board1", is: "releasing")
        try cable.say("the secret's answer")
        try waiter.readGrant()
        try eventually("the port is open") { try gateway.status(of: "board1").link == "open" }
        try cable.say("fresh")
        #expect(try waiter.read(until: "fresh") == "fresh")
    }

    @Test(arguments: ["persistent", "per_lease"])
    func `a board that never stops talking is waited for one second`(link: String) throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable, keys: ["link: \(link)"])
        let holder = try gateway.holder()
        try cable.waitUntilOpen()
        let waiter = try gateway.waiter()
        try cable.say("chatter ")
        try holder.read(until: "chatter ")
        let taken = try time {
            holder.reset()
            var said = ""
            try eventually("the next one has it", within: .seconds(4)) {
                try? cable.say("chatter ")
                said += waiter.takeUnread()
                return said.contains("board1 is yours")
            }
        }
        #expect(taken > .milliseconds(800) && taken < .seconds(2) + noise)
    }

    @Test func `the settings of the port are the same for all`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable)
        let holder = try gateway.holder()
        try cable.waitUntilOpen()
        let before = try cable.mode()
        holder.close()
        let next = try gateway.client()
        try next.readToGrant()
        let after = try cable.mode()
        #expect(after.c_cflag == before.c_cflag)
        #expect(after.c_iflag == before.c_iflag)
    }
}
