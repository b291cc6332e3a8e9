// One address that opens more connections than it may (`clients_per_address_max`): refused beyond
// that number, and no other address notices.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ClientsPerAddressTests {
    @Test func `an address has so many clients and no more, another has its own`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            gateway: ["clients_per_address_max: 3"]
        )
        _ = try gateway.holder(from: "127.0.0.1")
        let waiters = try (0..<2).map { _ in try gateway.waiter(from: "127.0.0.1") }
        let refused = try gateway.client(from: "127.0.0.1")
        _ = try refused.readToEnd()
        refused.close()
        let other = try gateway.waiter(from: "127.0.0.2")
        #expect(other.ending == nil)
        #expect(try gateway.status(of: "board1").queue.count == 3)

        waiters[0].close()
        try eventually("two wait") { try gateway.status(of: "board1").queue.count == 2 }
        _ = try gateway.waiter(from: "127.0.0.1")
    }
}
