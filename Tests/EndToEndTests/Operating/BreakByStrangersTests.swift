// Who may send a break: an operator, and the user who has the device; nobody else, whatever the
// device's link makes of it.

import GatewayTestSupport
import Testing

@Suite(.endToEnd, .needs(.strangers)) struct BreakByStrangersTests {
    @Test func `the user who has the device may, and no other stranger`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("name", for: device)
        try gateway.home.letEverybodyIn()
        let stranger = Account.stranger()
        let other = try gateway.client(saying: "carol\n")
        try other.readGrant()
        try other.read(until: FakeDevice.prompt)
        let refusal = try gateway.home.run(["break", "board1"], as: stranger)
        #expect(refusal.status == .exited(77), "\(refusal)")
        #expect(
            refusal.errors.hasPrefix("hotseat: User uid 54321 may not send board1 a break.\n")
        )
        other.close()
        try gateway.wait(until: "board1", is: "free")

        let own = try gateway.client(saying: "uid 54321\n")
        try own.readGrant()
        try own.read(until: FakeDevice.prompt)
        // It may; that this link cannot is another matter.
        #expect(try gateway.home.run(["break", "board1"], as: stranger).status == .exited(1))
        #expect(try gateway.home.run(["kick", "board1"], as: stranger).status == .exited(77))
        #expect(try gateway.home.run(["say", "board1", "x"], as: stranger).status == .exited(77))
    }
}
