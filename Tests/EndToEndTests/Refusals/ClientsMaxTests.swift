// More clients than the gateway takes in all (`clients_max`): closed without a row, and room again
// when one leaves.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct ClientsMaxTests {
    @Test func `who comes beyond clients_max is closed without a row`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, gateway: ["clients_max: 3"])
        let holder = try gateway.holder()
        _ = try (0..<2).map { _ in try gateway.waiter() }
        let beyond = try gateway.client(from: "127.0.0.2")
        _ = try beyond.readToEnd()
        beyond.close()
        #expect(try gateway.status(of: "board1").queue.count == 2)
        holder.close()
        try eventually("one waits") { try gateway.status(of: "board1").queue.count == 1 }
        let next = try gateway.waiter()
        let addresses = try eventually("the next one has a row") {
            let addresses = try gateway.history.sessions().map(\.address)
            return addresses.contains("\(next.address)") ? addresses : nil
        }
        #expect(addresses.count == 4)
        #expect(!addresses.contains("\(beyond.address)"))
    }
}
