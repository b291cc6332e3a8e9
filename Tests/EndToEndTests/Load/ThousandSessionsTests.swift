// A thousand sessions in a row through one device: a row for each, whole and true, and never two on
// the device.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct ThousandSessionsTests {
        @Test func `a thousand sessions in a row leave a thousand true rows`() throws {
            let device = try FakeDevice.start(
                .init {
                    $0.whileTaken = .resets
                    $0.closeDelay = .milliseconds(1)
                }
            )
            let gateway = try GatewayProcess.start(for: device)
            let address = try gateway.address()
            for number in 1...1000 {
                let client = try LineClient.connect(to: address)
                try client.readToGrant()
                try client.send("session \(number).")
                try client.read(until: "session \(number).")
                if number % 10 == 0 { client.reset() } else { client.close() }
            }
            let rows = try gateway.history.sessions(ended: 1000)
            #expect(device.connections.map(\.text) == (1...1000).map { "session \($0)." })
            #expect(device.sawOneAtATime)
            #expect(Set(rows.compactMap(\.lease)).count == 1000)
            #expect(rows.allSatisfy { $0.role == "holder" && $0.device == "board1" })
            #expect(rows.filter { $0.endReason == "client_reset" }.count == 100)
            #expect(rows.filter { $0.endReason == "client_closed" }.count == 900)
            let untrue = rows.filter { $0.discrepancyMs != 0 }
            #expect(untrue.isEmpty, "\(untrue.prefix(3))")
            let overlapping = zip(rows, rows.dropFirst()).filter { before, after in
                (before.endedAt ?? .max) > (after.grantedAt ?? 0)
            }
            #expect(overlapping.isEmpty, "\(overlapping.prefix(3))")
            #expect(
                rows.enumerated().allSatisfy { index, row in
                    row.bytesToDevice == "session \(index + 1).".utf8.count
                }
            )
        }
    }
}
