// An operator's words to everybody at a device: who reads them, who is spared, and that the record
// has them.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SayTests {
    @Test func `holder, waiters and observers read who says what, and it is kept`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startObserved(device, keys: ["notices: on"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let (observer, _) = try gateway.observer()
        let waiter = try gateway.waiter()
        let status = try gateway.status(of: "board1")
        let finished = try gateway.home.run("say", "board1", "power goes", "at 18:00")
        #expect(finished.status == .exited(0), "\(finished)")
        #expect(finished.output.isEmpty)
        #expect(finished.errors == "3 at board1 were told.\n")
        let name = try Account.ownName
        for client in [holder, waiter, observer] {
            #expect(try client.readNotice() == "board1: \(name) says: power goes at 18:00")
        }
        for session in [try #require(status.holder).session, status.queue[0].session] {
            let show = try gateway.home.run("sessions", "show", "\(session)")
            #expect(show.output.contains("told  \(name): power goes at 18:00"), "\(show)")
        }
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
    }

    @Test func `at the edges the device's bytes stay whole, unless one insists`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        let polite = try gateway.home.run("say", "board1", "hello")
        #expect(polite.errors.hasPrefix("1 of 2 at board1 was told. "), "\(polite)")
        #expect(try waiter.readNotice().hasSuffix(" says: hello"))
        try holder.send("version\r\n")
        #expect(try !holder.read(until: FakeDevice.version).contains("hotseat"))
        try holder.read(until: FakeDevice.prompt)

        let insisting = try gateway.home.run("say", "board1", "--insist", "leave, please")
        #expect(insisting.errors == "2 at board1 were told.\n")
        for client in [holder, waiter] {
            #expect(try client.readNotice().hasSuffix(" says: leave, please"))
        }
    }

    @Test func `with notices off nobody reads a byte of it`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["notices: off"])
        let holder = try gateway.client()
        try holder.read(until: FakeDevice.prompt)
        let order = #"{"text": "hello", "insist": true}"#
        let answer = try gateway.home.control.post("/v1/devices/board1/say", order)
        #expect(answer.status == 200)
        #expect(answer.body == #"{"device":"board1","not_told":1,"told":0}"#)
        try holder.send("version\r\n")
        #expect(try !holder.read(until: FakeDevice.version).contains("hotseat"))
    }

    @Test func `no escape sequence is said, and no page of text`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["notices: on"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let text = "one\u{1B}[2J\ntwo\u{7}\u{E9}" + String(repeating: "x", count: 4_000)
        #expect(try gateway.home.run("say", "board1", text).status == .exited(0))
        let said = "one[2J two" + String(repeating: "x", count: 190)
        #expect(try holder.readNotice().hasSuffix(" says: \(said)"))
    }

    @Test func `nothing to say is 64, nobody there is 0, and an unknown device is 1`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        #expect(try gateway.home.run("say", "board1", "\u{7}").status == .exited(64))
        #expect(try gateway.home.run("say", "board1").status == .exited(64))
        let alone = try gateway.home.run("say", "board1", "hello")
        #expect(alone.status == .exited(0))
        #expect(alone.errors == "Nobody is at board1.\n")
        let unknown = try gateway.home.run("say", "bord1", "hello")
        #expect(unknown.status == .exited(1))
        #expect(unknown.errors.contains("Did you mean 'board1'?"))
    }
}
