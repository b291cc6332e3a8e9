// Whoever is asked who it is has a row from then on: it is shown, it can be kicked, it is kept
// through kill -9, and it ends once, however it leaves.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LoginIsRecordedTests {
    @Test func `one who is asked is recorded, and can be kicked`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("name", for: device)
        let client = try gateway.client()
        _ = try client.readNotice()
        let row = try eventually("its row") { try gateway.history.sessions().first }
        #expect(row.role == "refused" && row.endedAt == nil)
        let kick = "/v1/sessions/\(row.id)/kick"
        #expect(try gateway.home.control.post(kick, "{}").status == 200)
        #expect(try gateway.history.firstEnded().ending == "kicked operator arriving")
    }

    @Test func `one who is asked is kept through kill -9`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("name", for: device)
        let client = try gateway.client()
        _ = try client.readNotice()
        try eventually("its row") { try !gateway.history.sessions().isEmpty }
        gateway.signal(9)
        _ = try gateway.waitForExit()
        let next = try gateway.home.serve()
        let row = try next.history.firstEnded()
        #expect(row.ending == "gateway_crash gateway arriving")
        #expect(row.role == "refused")
    }

    @Test func `those who reset in the middle of a refusal have a row each`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let line = String(repeating: "x", count: 300)
        for _ in 0..<100 {
            let client = try gateway.client()
            _ = try client.readNotice()
            try client.send(line)
            client.reset()
        }
        let rows = try gateway.history.sessions(ended: 100)
        #expect(rows.allSatisfy { $0.role == "refused" && $0.endPhase == "arriving" })
        #expect(Set(rows.map(\.id)).count == 100)
    }
}
