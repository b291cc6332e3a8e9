// Clients that reset about when they are granted, at a device that hangs up at once: both ends of a
// lease at the same time, over and over. How a single client resets is in HolderResetsTests.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct FleetingClientsTests {
        @Test func `client and device may leave at once, as often as they like`() throws {
            let device = try FakeDevice.start(
                .init {
                    $0.manner = .hangsUp
                    $0.whileTaken = .resets
                }
            )
            let gateway = try GatewayProcess.start(for: device)
            let address = try gateway.address()
            for number in 0..<2_000 {
                let client = try LineClient.connect(to: address)
                // From before its grant to after the device's end.
                let moment = Deadline(in: .microseconds(number % 50 * 50))
                while !moment.isOver {}
                client.reset()
            }
            let last = try gateway.client()
            try last.readToGrant()
            last.close()
            let rows = try gateway.history.sessions(ended: 2_001)
            let reasons = Set(rows.compactMap(\.endReason))
            #expect(reasons.isSubset(of: ["client_reset", "client_closed", "device_closed"]))
            #expect(reasons.contains("client_reset"))
        }
    }
}
