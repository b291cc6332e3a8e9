// A hundred wait, and each is on in the order in which it came. The device's log has the order, the
// record has it too.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct FirstComeFirstServedTests {
        @Test func `a hundred waiters are served in the order in which they came`() throws {
            let device = try FakeDevice.start(.init { $0.whileTaken = .resets })
            let gateway = try GatewayProcess.start(for: device, keys: ["queue_max: 100"])
            let holder = try gateway.holder()
            let waiters = try (1...100).map { number in
                let waiter = try gateway.client()
                #expect(try waiter.readPlace() == .init(number, of: number))
                return waiter
            }
            #expect(try gateway.status(of: "board1").queue.map(\.position) == Array(1...100))
            holder.close()
            var lease = 0
            for (number, waiter) in waiters.enumerated() {
                let granted = try waiter.readGrant()
                #expect(granted > lease)
                lease = granted
                try waiter.send("waiter \(number)")
                try device.waitToReceive("waiter \(number)")
                waiter.close()
            }
            let rows = try gateway.history.sessions(ended: 101)
            #expect(device.connections.map(\.text) == [""] + (0..<100).map { "waiter \($0)" })
            #expect(device.sawOneAtATime)
            #expect(rows.compactMap(\.lease) == rows.compactMap(\.lease).sorted())
            #expect(rows.map(\.queuePosition) == Array(0...100))
        }
    }
}
