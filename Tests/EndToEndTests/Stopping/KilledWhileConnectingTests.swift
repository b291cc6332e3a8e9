// The gateway is killed (SIGKILL) while a holder's link is not open yet, and the record says so. A
// holder whose link was open is in `KilledGatewayTests`.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct KilledWhileConnectingTests {
    @Test func `a holder that waited for its command was connecting`() throws {
        let device = try FakeDevice.start()
        let log = try CommandLog()
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [log.key("on_acquire_command", log.gate.waiting)]
        )
        try expectConnecting(gateway, delayedBy: "link_awaits_command")
        #expect(device.connections.isEmpty)
        try log.gate.open()
    }

    @Test(.needs(.networkNamespaces))
    func `a holder whose connect had no answer was connecting`() throws {
        let host = try NetworkNamespace.start()
        try host.vanish()
        let gateway = try GatewayHome([.init(connect: "tcp://\(host.inside):23")]).serve()
        try expectConnecting(gateway, delayedBy: "link_unanswered")
    }

    private func expectConnecting(_ gateway: GatewayProcess, delayedBy kind: String) throws {
        let holder = try gateway.client()
        try holder.readGrant()
        try eventually("the record knows what is in the way") {
            try gateway.history.events().map(\.kind) == [kind]
        }
        gateway.signal(SIGKILL)
        #expect(try gateway.waitForExit() == .signalled(SIGKILL))
        let row = try gateway.home.serve().history.firstEnded()
        #expect(row.ending == "gateway_crash gateway connecting")
    }
}
