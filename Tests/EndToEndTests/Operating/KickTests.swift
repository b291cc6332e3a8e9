// An operator takes a device away from its holder: who did it and why is told, recorded, and the
// next in line has the device at once.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct KickTests {
    @Test func `the holder is told who and why, and the next one has the device`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        let finished = try gateway.home.run("kick", "board1", "--because", "needed for the release")
        #expect(finished.status == .exited(0), "\(finished)")
        #expect(finished.output.isEmpty)
        let name = try Account.ownName
        #expect(
            try holder.readFarewell()
                == "board1: \(name) ended your session: needed for the release."
        )
        try waiter.readGrant()
        let row = try gateway.history.ended(holder)
        #expect(row.ending == "kicked operator holding")
        #expect(row.endActor == name)
        #expect(row.endDetail == "needed for the release")
        #expect(device.sawOneAtATime)
    }

    @Test func `without a text it says who`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        #expect(try gateway.home.run("kick", "board1").status == .exited(0))
        let name = try Account.ownName
        #expect(try holder.readFarewell() == "board1: \(name) ended your session.")
        #expect(try gateway.history.ended(holder).endDetail == nil)
    }

    @Test func `no escape sequence reaches the terminal or the record, and no page of text`() throws
    {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let text = "one\u{1B}[2J\ntwo\u{7}\u{E9}" + String(repeating: "x", count: 4_000)
        #expect(try gateway.home.run("kick", "board1", "--because", text).status == .exited(0))
        let kept = "one[2J two" + String(repeating: "x", count: 190)
        #expect(try holder.readFarewell().hasSuffix(" ended your session: \(kept)."))
        #expect(try gateway.history.ended(holder).endDetail == kept)
    }

    @Test func `nobody to kick is 1, and 409`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let finished = try gateway.home.run("kick", "board1")
        #expect(finished.status == .exited(1))
        #expect(finished.errors == "hotseat: Nobody has board1.\n")
        #expect(try gateway.home.control.post("/v1/devices/board1/kick").status == 409)
        let unknown = try gateway.home.run("kick", "bord1")
        #expect(unknown.status == .exited(1))
        #expect(unknown.errors.contains("Did you mean 'board1'?"))
    }
}
