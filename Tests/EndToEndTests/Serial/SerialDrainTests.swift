// A serial device out of service: its port is given back, so that an operator can use it with
// another program, and taken again with the device's service.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SerialDrainTests {
    @Test func `a drained device's port is free for others, and taken again`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable)
        try cable.waitUntilOpen()
        #expect(try gateway.home.run("drain", "board1").status == .exited(0))
        try cable.waitUntilClosed()
        try gateway.wait(until: "board1", is: "drained")
        #expect(try Program.run(["flock", "--nonblock", cable.path, "true"]).status == .exited(0))
        #expect(try gateway.home.run("resume", "board1").status == .exited(0))
        try cable.waitUntilOpen()
        try gateway.wait(until: "board1", is: "free")
    }
}
