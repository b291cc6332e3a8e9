// A device that was drained is out of service after the gateway's end, however that came, until an
// operator puts it back.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct DrainSurvivesTests {
    @Test(arguments: [SIGTERM, SIGKILL])
    func `a drain survives the gateway's end`(signal: Int32) throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([.init(connect: device.url)])
        let first = try home.serve()
        #expect(try home.run("drain", "board1").status == .exited(0))
        first.signal(signal)
        _ = try first.waitForExit()

        let second = try home.serve()
        #expect(try second.status(of: "board1").state == "drained")
        #expect(try home.run("status", "board1", "--exit-code").status == .exited(4))
        let client = try second.client()
        #expect(try client.readFarewell() == "board1: the device is out of service.")
        #expect(try second.history.ended(client).endActor == (try Account.ownName))
        #expect(device.connections.isEmpty)

        #expect(try home.run("resume", "board1").status == .exited(0))
        let holder = try second.holder()
        try holder.read(until: FakeDevice.prompt)
        second.signal(SIGTERM)
        _ = try second.waitForExit()
        let third = try home.serve()
        #expect(try third.status(of: "board1").state == "free")
    }
}
