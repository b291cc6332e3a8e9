// Fifty at a pool of three: everybody is on, in the order in which they came, and never two on one
// board.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct CrowdAtPoolTests {
        @Test func `fifty clients share three boards, in order, and never two at one`() throws {
            let devices = try (0..<3).map { _ in
                try FakeDevice.start(.init { $0.whileTaken = .resets })
            }
            let gateway = try GatewayProcess.startPooled(devices)
            let address = try gateway.poolAddress()
            let clients = try (0..<50).map { number in
                let client = try LineClient.connect(to: address)
                if number >= 3 { try client.readPlace() }
                return client
            }
            var boards = [0, 1, 2]
            for number in 0..<3 { try clients[number].readGrant(of: "board\(number + 1)") }
            var holders = [0, 1, 2]
            for number in clients.indices {
                let place = number * 7 % holders.count
                let (board, holder) = (boards[place], holders[place])
                try clients[holder].send("client \(holder).")
                try devices[board].waitToReceive("client \(holder).")
                if number % 5 == 0 { clients[holder].reset() } else { clients[holder].close() }
                guard number + 3 < clients.count else {
                    boards.remove(at: place)
                    holders.remove(at: place)
                    continue
                }
                try clients[number + 3].readGrant(of: "board\(board + 1)")
                holders[place] = number + 3
            }
            let rows = try gateway.history.sessions(ended: 50)
            #expect(devices.allSatisfy { $0.sawOneAtATime })
            let texts = devices.flatMap { $0.connections.map(\.text) }
            #expect(texts.sorted() == (0..<50).map { "client \($0)." }.sorted())
            #expect(Set(rows.compactMap(\.lease)).count == 50)
            let counts = devices.map(\.connections.count)
            let recorded = (1...3).map { number in rows.count { $0.device == "board\(number)" } }
            #expect(recorded == counts)
            for number in 1...3 {
                let rows = rows.filter { $0.device == "board\(number)" }
                    .sorted { ($0.lease ?? 0) < ($1.lease ?? 0) }
                let overlapping = zip(rows, rows.dropFirst()).filter { before, after in
                    (before.endedAt ?? .max) > (after.grantedAt ?? 0)
                }
                #expect(overlapping.isEmpty, "\(overlapping.prefix(3))")
            }
            #expect(rows.allSatisfy { $0.clientContext == "{\"pool\":\"nrf52\"}" })
            #expect(rows.allSatisfy { ($0.discrepancyMs ?? 1000) <= 1 })
        }
    }
}
