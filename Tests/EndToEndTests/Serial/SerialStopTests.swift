// A gateway that is stopped, or killed, leaves its port usable: the next one has it at once, and so
// has any other program.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct SerialStopTests {
    @Test(arguments: [SIGTERM, SIGKILL])
    func `the port is free when the gateway has ended`(signal: Int32) throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable)
        let holder = try gateway.holder()
        try holder.send("first")
        try cable.hear(until: "first")
        gateway.signal(signal)
        let end = try gateway.waitForExit(within: stopMax)
        #expect(end == (signal == SIGTERM ? .exited(0) : .signalled(signal)))
        #expect(try Program.run(["flock", "--nonblock", cable.path, "true"]).status == .exited(0))

        let again = try gateway.home.serve()
        let next = try again.holder()
        try next.send("second")
        #expect(try cable.hear(until: "second") == "second")
    }

    @Test func `an idle port does not hold SIGTERM up`() throws {
        let cable = try SerialCable.lay()
        let gateway = try GatewayProcess.start(at: cable)
        try cable.waitUntilOpen()
        try gateway.wait(until: "board1", is: "free")
        let taken = try time {
            gateway.signal(SIGTERM)
            _ = try gateway.waitForExit(within: stopMax)
        }
        #expect(taken < atOnce)
        #expect(gateway.exitStatus == .exited(0))
        try cable.waitUntilClosed()
    }
}
