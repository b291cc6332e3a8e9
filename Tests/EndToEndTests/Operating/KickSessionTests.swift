// `kick --session ID` ends that one session, a waiter too, and leaves all others where they are.
// How a device is taken from its holder is in KickTests.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct KickSessionTests {
    @Test func `a waiter is ended, the holder and the others stay`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        let last = try gateway.waiter()
        let session = try gateway.status(of: "board1").queue[0].session
        let kick = ["kick", "--session", "\(session)", "--because", "wrong board"]
        #expect(try gateway.home.run(kick).status == .exited(0))
        #expect(try waiter.readFarewell().hasSuffix(" ended your session: wrong board."))
        let row = try gateway.history.ended(waiter)
        #expect(row.ending == "kicked operator queued")
        #expect(row.endActor == (try Account.ownName))
        let status = try gateway.status(of: "board1")
        #expect(status.state == "held")
        #expect(status.queue.map(\.address) == ["\(last.address)"])

        let again = try gateway.home.run(kick)
        #expect(again.status == .exited(1))
        #expect(again.errors == "hotseat: Session \(session) has ended already.\n")
        #expect(try gateway.home.control.post("/v1/sessions/\(session)/kick").status == 409)
        #expect(try gateway.home.control.post("/v1/sessions/4711/kick").status == 404)
    }
}
