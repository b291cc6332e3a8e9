// While its link does not open, the holder is told what the gateway is doing, and for how long it
// will.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct HolderIsToldTests {
    @Test func `a holder is told that its device refuses, and when it is given up`() throws {
        let device = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let gateway = try GatewayProcess.start(for: device, keys: ["device_ready: 7s"])
        let holder = try gateway.client()
        try holder.readGrant()
        #expect(
            try holder.readNotice() == "board1 refuses connections; trying for 6 s more"
        )
        #expect(
            try holder.readNotice() == "board1 refuses connections; trying for 2 s more"
        )
        #expect(try holder.readFarewell() == "board1: the device refuses connections.")
    }

    @Test(.needs(.networkNamespaces))
    func `a holder is told that its device does not answer`() throws {
        let host = try NetworkNamespace.start()
        try host.vanish()
        let home = try GatewayHome([.init(connect: "tcp://\(host.inside):23")])
        let gateway = try home.serve()
        let holder = try gateway.client()
        try holder.readGrant()
        #expect(try holder.readNotice() == "board1 does not answer; trying for 44 s more")
        #expect(try holder.readNotice() == "board1 does not answer; trying for 40 s more")
    }

    @Test func `with notices off not a word is said`() throws {
        let device = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let gateway = try GatewayProcess.start(
            for: device,
            keys: ["device_ready: 2s", "notices: off"]
        )
        let (text, _) = try gateway.client().readToEnd()
        #expect(text.isEmpty)
    }
}
