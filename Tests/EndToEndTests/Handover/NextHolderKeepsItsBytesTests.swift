// Who comes while the last link is still being released, and before whom nobody is in line, is the
// next holder: nothing it typed is lost, and the length of the line does not count it.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct NextHolderKeepsItsBytesTests {
    @Test func `what an arrival types while the link is released reaches the device`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.closeDelay = .milliseconds(700)
                $0.whileTaken = .resets
            }
        )
        let gateway = try GatewayProcess.start(for: device, keys: ["queue_max: 0"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        holder.close()
        try eventually("the device has seen the FIN") { device.last?.finSeen != nil }
        #expect(try gateway.status(of: "board1").state == "releasing")
        let next = try gateway.client()
        try next.send("version\r\n")
        try next.readToGrant()
        try next.read(until: FakeDevice.version)
        #expect(device.connections.map(\.text) == ["", "version\r\n"])
        #expect(device.connections.first?.ending == .fin)
        #expect(device.sawOneAtATime)
    }

    @Test func `who is next and closes its side gets its lease and its answer`() throws {
        let device = try FakeDevice.start(.init { $0.closeDelay = .milliseconds(400) })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try device.waitUntilQuiet()
        holder.close()
        try gateway.wait(until: "board1", is: "releasing")
        let next = try gateway.client()
        try next.send("version\r\n")
        next.halfClose()
        let (text, _) = try next.readToEnd()
        #expect(text.contains("\(FakeDevice.version)\r\n"))
        #expect(device.last?.text == "version\r\n")
    }
}
