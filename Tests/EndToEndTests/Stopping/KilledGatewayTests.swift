// The gateway itself is killed (SIGKILL) and started again: no row stays open, no lease number
// comes twice, and the clients are welcome again.

import Foundation
import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct KilledGatewayTests {
    @Test func `open rows are closed as gateway_crash and leases go on`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let early = try gateway.holder()
        try early.read(until: FakeDevice.prompt)
        early.reset()
        try gateway.history.ended(early)
        let holder = try gateway.client()
        let lease = try holder.readToGrant()
        try holder.read(until: FakeDevice.prompt)
        _ = try gateway.waiter()
        try eventually("all rows are there") { try gateway.history.sessions().count == 3 }
        // The device was deaf for a moment, which is noted, and a little later that it is over.
        try eventually("the record knows that the link is open") {
            let kinds = try gateway.history.events().map(\.kind)
            return kinds.count { $0 == "link_opened" } == kinds.count { $0 == "link_refused" }
        }
        gateway.signal(SIGKILL)
        #expect(try gateway.waitForExit() == .signalled(SIGKILL))
        let killed = Int(Date.now.timeIntervalSince1970 * 1000)

        let again = try gateway.home.serve()
        let rows = try again.history.sessions()
        #expect(
            rows.map(\.ending) == [
                "client_reset client holding", "gateway_crash gateway holding",
                "gateway_crash gateway queued",
            ]
        )
        for row in rows {
            let ended = try #require(row.endedAt)
            #expect(ended >= row.arrivedAt)
            #expect(ended <= killed)
            #expect(row.discrepancyMs ?? 1000 <= 1)
        }
        try device.waitUntilFree()
        let next = try again.client()
        #expect(try next.readToGrant() > lease)
        try eventually("its row is there, of another run") {
            try again.history.sessions().map(\.runId).last != rows[0].runId
        }
        let runs = try again.history.query(
            "SELECT count(*) AS count FROM gateway_runs",
            as: Count.self
        )
        #expect(runs.first?.count == 2)
    }

    @Test func `who has read a word of the gateway's is in the record, killed a moment later`()
        throws
    {
        let device = try FakeDevice.start()
        let home = try GatewayHome([.init(connect: device.url)])
        for round in 1...5 {
            let gateway = try home.serve()
            try device.waitUntilFree()
            let (holder, waiter) = (try gateway.client(), try gateway.client())
            try holder.readGrant()
            try waiter.readPlace()
            gateway.signal(SIGKILL)
            _ = try gateway.waitForExit()
            let again = try home.serve()
            let rows = try again.history.sessions().suffix(2)
            #expect(rows.map(\.address) == ["\(holder.address)", "\(waiter.address)"])
            #expect(rows.map(\.role) == ["holder", "waiter"], "in round \(round)")
            #expect(rows.allSatisfy { $0.endReason == "gateway_crash" }, "in round \(round)")
            again.signal(SIGTERM)
            _ = try again.waitForExit()
        }
    }

    @Test func `a lease number is never given twice, however often it is killed`() throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([.init(connect: device.url)])
        var leases: [Int] = []
        for _ in 1...3 {
            let gateway = try home.serve()
            try device.waitUntilFree()
            for _ in 1...2 {
                let client = try gateway.client()
                leases.append(try client.readToGrant())
                client.reset()
                try gateway.wait(until: "board1", is: "free")
            }
            gateway.signal(SIGKILL)
            _ = try gateway.waitForExit()
        }
        #expect(leases == leases.sorted())
        #expect(Set(leases).count == 6)
    }

    private struct Count: Decodable { let count: Int }
}
