// The gateway is killed (SIGKILL) in the moment in which somebody has read its first word of it: an
// observer, or one that was turned away. Their rows are there all the same; those of who holds or
// waits are KilledGatewayTests'.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct KilledAfterAWordTests {
    @Test func `an observer that has read its greeting is in the record`() throws {
        let device = try FakeDevice.start()
        let listen = ["raw://127.0.0.1:0", "raw://127.0.0.1:0?observe=1"]
        let home = try GatewayHome([.init(connect: device.url, listen: listen)])
        for round in 1...5 {
            let gateway = try home.serve()
            let (observer, _) = try gateway.observer()
            let row = try kill(gateway, whenReadBy: observer, of: home)
            #expect(row?.ending == "gateway_crash gateway observing", "in round \(round)")
            #expect(row?.role == "observer")
        }
    }

    @Test(arguments: [
        ("queue_max: 0", "queue_full gateway arriving"),
        ("access: {deny: [127.0.0.9]}", "denied gateway arriving"),
    ])
    func `one that has read why it is turned away is in the record, its end too`(
        key: String,
        ending: String
    ) throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([.init(connect: device.url, keys: [key])])
        for round in 1...5 {
            let gateway = try home.serve()
            try device.waitUntilFree()
            let holder = try gateway.client()
            try holder.readToGrant()
            let refused = try gateway.client(from: "127.0.0.9")
            _ = try refused.readNotice()
            let row = try kill(gateway, whenReadBy: refused, of: home)
            #expect(row?.ending == ending, "in round \(round)")
            #expect(row?.role == "refused")
        }
    }

    /// Kills it, and reads the client's row once it was started again.
    private func kill(
        _ gateway: GatewayProcess,
        whenReadBy client: LineClient,
        of home: GatewayHome
    ) throws -> SessionRow? {
        gateway.signal(SIGKILL)
        _ = try gateway.waitForExit()
        let again = try home.serve()
        let row = try again.history.sessions().last { $0.address == "\(client.address)" }
        again.signal(SIGTERM)
        _ = try again.waitForExit()
        return row
    }
}
