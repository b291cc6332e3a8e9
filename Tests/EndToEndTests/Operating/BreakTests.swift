// A break by order: who may send one, and what is said where there is no line that could carry it.
// That one arrives is for the kinds of link that can.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct BreakTests {
    @Test func `a link that knows no break says so, and nothing happens`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let refusal = try gateway.home.run("break", "board1")
        #expect(refusal.status == .exited(1))
        #expect(
            refusal.errors.hasPrefix(
                "hotseat: The link to board1 is of a kind that knows no break.\n"
            )
        )
        #expect(try gateway.home.control.post("/v1/devices/board1/break").status == 409)
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
    }

    @Test func `without an open link there is nothing to send it over`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let refusal = try gateway.home.run("break", "board1")
        #expect(refusal.status == .exited(1))
        #expect(refusal.errors.hasPrefix("hotseat: No link to board1 is open.\n"))
        let unknown = try gateway.home.run("break", "bord1")
        #expect(unknown.status == .exited(1))
        #expect(unknown.errors.contains("Did you mean 'board1'?"))
    }
}
