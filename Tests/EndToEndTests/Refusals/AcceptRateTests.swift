// One address that opens connections without end: over the accept rate it is closed without a row,
// which the log says once in a while, and no other address notices. How long a flood holds others
// up is in FloodLeavesOthersTests.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct AcceptRateTests {
        @Test func `over the accept rate a client is closed without a row`() throws {
            let device = try FakeDevice.start()
            let gateway = try GatewayProcess.start(
                for: device,
                gateway: ["clients_per_address_max: 10"]
            )
            let holder = try gateway.holder(from: "127.0.0.2")
            let address = try gateway.address()
            let flood = try (0..<600).map { _ in
                try LineClient.connect(to: address, from: "127.0.0.9")
            }
            try eventually("it is said in the log") {
                gateway.errors.contains("turned away without a row: too many at once from one")
            }
            let other = try gateway.waiter(from: "127.0.0.3")
            other.close()
            try gateway.history.ended(other)
            #expect(holder.ending == nil)
            #expect(try gateway.history.sessions().count < 600)
            flood.forEach { $0.close() }
        }
    }
}
