// `kick --if-lease N`: whoever has the device by now is not ended in the place of the one who was
// meant.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct KickIfLeaseTests {
    @Test func `only the lease that was meant is ended`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let first = try gateway.client()
        let meant = try first.readGrant()
        try first.read(until: FakeDevice.prompt)
        first.close()
        try gateway.wait(until: "board1", is: "free")

        let second = try gateway.client()
        let lease = try second.readGrant()
        try second.read(until: FakeDevice.prompt)
        let late = try gateway.home.run("kick", "board1", "--if-lease", "\(meant)")
        #expect(late.status == .exited(1))
        #expect(late.errors.hasPrefix("hotseat: Lease \(meant) is not board1's any more.\n"))
        let order = "{\"if_lease\": \(meant)}"
        #expect(try gateway.home.control.post("/v1/devices/board1/kick", order).status == 409)
        try second.send("version\r\n")
        try second.read(until: FakeDevice.version)

        #expect(
            try gateway.home.run("kick", "board1", "--if-lease", "\(lease)").status == .exited(0)
        )
        #expect(try gateway.history.ended(second).ending == "kicked operator holding")
    }

    @Test func `a condition that is misspelt ends nobody`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let answer = try gateway.home.control.post("/v1/devices/board1/kick", #"{"if_laese": 9}"#)
        #expect(answer.status == 400)
        #expect(answer.body.contains("Did you mean 'if_lease'?"))
        #expect(try gateway.status(of: "board1").state == "held")
    }
}
