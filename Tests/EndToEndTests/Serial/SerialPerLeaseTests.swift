// `link: per_lease` on a serial port: it is open while somebody has the lease, and at no other
// time, so that other programs can have it in between.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SerialPerLeaseTests {
    @Test func `the port is opened at the grant and closed after the lease`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable, keys: ["link: per_lease"])
        try gateway.wait(until: "board1", is: "free")
        #expect(try gateway.status(of: "board1").link == "closed")
        #expect(!cable.isOpen)
        let holder = try gateway.holder()
        try cable.waitUntilOpen()
        holder.close()
        try cable.waitUntilClosed()
        try gateway.wait(until: "board1", is: "free")
    }

    @Test func `without a word of it the port is open from the start`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable)
        try cable.waitUntilOpen()
        try gateway.wait(until: "board1", is: "free")
        let holder = try gateway.holder()
        holder.close()
        try gateway.wait(until: "board1", is: "free")
        #expect(try gateway.status(of: "board1").link == "open")
        #expect(cable.isOpen)
    }
}
