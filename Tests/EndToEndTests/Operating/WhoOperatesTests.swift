// Who may operate over the control socket: root, the gateway's own user and the group `hotseat`.
// Everybody else looks, is refused with a sentence, and nothing happens.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.strangers)) struct WhoOperatesTests {
    @Test func `a stranger looks, and may not operate`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        try gateway.home.letEverybodyIn()
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let stranger = Account.stranger()
        #expect(try gateway.home.run(["status"], as: stranger).status == .exited(0))
        #expect(try gateway.home.run(["sessions"], as: stranger).status == .exited(0))
        let kick = try gateway.home.run(["kick", "board1"], as: stranger)
        #expect(kick.status == .exited(77))
        #expect(kick.errors.hasPrefix("hotseat: User uid 54321 may not operate this gateway.\n"))
        #expect(kick.errors.contains("the members of group 'hotseat'"))
        // Nobody learns by an order what a question would not tell.
        #expect(try gateway.home.run(["kick", "none"], as: stranger).status == .exited(77))
        #expect(try gateway.status(of: "board1").state == "held")
    }

    @Test func `a member of the group operates, under its own name`() throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([.init(connect: device.url)])
        try home.letEverybodyIn()
        let prefix = try Account.seeingGroup(61_234, listedIn: home.path("group"))
        let gateway = try home.serve(prefix: prefix)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        #expect(try home.run(["kick", "board1"], as: .stranger()).status == .exited(77))
        let member = Account.stranger(inGroup: 61_234)
        #expect(try home.run(["kick", "board1"], as: member).status == .exited(0))
        #expect(try gateway.history.ended(holder).endActor == "uid 54321")
    }

    @Test func `root and the gateway's own user operate a user's gateway`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        #expect(try gateway.home.run(["kick", "board1"], as: .own).status == .exited(1))
    }
}
