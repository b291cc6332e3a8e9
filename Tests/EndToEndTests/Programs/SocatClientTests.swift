// socat as the client, as shell scripts have it: what comes through a pipe goes to the device, and
// the end of the pipe is the end of the session, behind the device's answer.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SocatClientTests {
    @Test func `a pipe through socat reaches the device, and its end hands over`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let client = try ChildProcess(
            ["socat", "-", "TCP:\(try gateway.address())"],
            openInput: true
        )
        Bench.current.add(client)
        try client.type("version\r\n")
        try eventually("it has the answer, and all of it") {
            client.output.hasSuffix("\(FakeDevice.version)\r\n\(FakeDevice.prompt)")
        }
        let waiter = try gateway.waiter()
        client.closeInput()
        try waiter.readGrant()
        try waiter.read(until: FakeDevice.prompt)
        #expect(try client.waitForExit() == .exited(0))
        #expect(device.connections.first?.text == "version\r\n")
        #expect(device.sawOneAtATime)
        #expect(try gateway.history.firstEnded().ending == "client_closed client holding")
    }
}
