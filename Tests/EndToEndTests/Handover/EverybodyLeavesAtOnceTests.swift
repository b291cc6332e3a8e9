// The holder and everybody in line leave in the same moment, with what they were told unread: each
// close is an RST that meets what the gateway is just telling them. Nobody is forgotten, and who
// comes next is on. One that leaves alone is in WaiterLeavesTests.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct EverybodyLeavesAtOnceTests {
    @Test func `when all leave at once the next one is on`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["notices: on"])
        let address = try gateway.address()
        for _ in 0..<10 {
            let all = try (0..<20).map { _ in try LineClient.connect(to: address) }
            try eventually("all are here") {
                let status = try gateway.status(of: "board1")
                return status.queue.count == 19 && status.state == "held"
            }
            all.forEach { $0.close() }
            let next = try gateway.client()
            try next.readToGrant()
            next.close()
            try gateway.wait(until: "board1", is: "free")
        }
        let rows = try gateway.history.sessions(ended: 210)
        #expect(rows.count == 210)
    }
}
