// 2,000 connections from one address while another one comes: its admission takes at most twice the
// time that it takes without them, though each time some of them are right before it. The cost of a
// flood in memory is in FloodFromOneAddressTests.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct FloodLeavesOthersTests {
        @Test func `2,000 connections leave another's admission its time, twice at most`() throws {
            let device = try FakeDevice.start()
            let gateway = try GatewayProcess.start(
                for: device,
                keys: ["queue_max: 1000"],
                gateway: ["clients_per_address_max: 50"]
            )
            let holder = try gateway.holder(from: "127.0.0.2")
            let address = try gateway.address()
            let standing = try (0..<50).map { _ in
                try gateway.waiter(from: "127.0.0.9")
            }
            var (alone, flooded): ([Duration], [Duration]) = ([], [])
            for _ in 1...490 {
                alone.append(try admission(at: address))
                let flood = try (0..<4).map { _ in
                    try LineClient.connect(to: address, from: "127.0.0.9")
                }
                flooded.append(try admission(at: address))
                flood.forEach { $0.close() }
            }
            let (usual, besideFlood) = (median(alone), median(flooded))
            #expect(besideFlood <= usual * 2, "\(usual) alone, \(besideFlood) beside a flood")
            #expect(standing.allSatisfy { $0.ending == nil })
            holder.close()
        }

        /// From the connect to the notice of the place in line.
        private func admission(at address: TCPAddress) throws -> Duration {
            var waiter: LineClient?
            let taken = try time {
                waiter = try LineClient.connect(to: address, from: "127.0.0.3")
                try waiter?.readPlace()
            }
            waiter?.close()
            return taken
        }

        private func median(_ durations: [Duration]) -> Duration {
            durations.sorted()[durations.count / 2]
        }
    }
}
