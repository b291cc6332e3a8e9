// One address that opens 10,000 connections: a bounded refusal, and the others do not notice. How a
// single client beyond its number is refused is in ClientsPerAddressTests.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct FloodFromOneAddressTests {
        @Test func `10,000 connections from one address are refused within bounds`() throws {
            let device = try FakeDevice.start()
            let gateway = try GatewayProcess.start(
                for: device,
                keys: ["queue_max: 1000"],
                gateway: ["clients_per_address_max: 50"]
            )
            let holder = try gateway.holder(from: "127.0.0.2")
            try holder.read(until: FakeDevice.prompt)
            let address = try gateway.address()
            let descriptors = try gateway.figures.descriptorCount()
            let memory = try gateway.figures.residentPeakBytes()
            for burst in 1...100 {
                let flood = try (0..<100).map { _ in
                    try LineClient.connect(to: address, from: "127.0.0.9")
                }
                let taken = try time {
                    try holder.send("version\r\n")
                    try holder.read(until: FakeDevice.version)
                }
                #expect(taken < .seconds(1) + noise)
                if burst == 100 {
                    try gateway.waiter(from: "127.0.0.3").close()
                    try eventually("the refused cost no descriptors, though they stay") {
                        try gateway.figures.descriptorCount() <= descriptors + 60
                    }
                }
                flood.forEach { $0.close() }
            }
            let growth = try gateway.figures.residentPeakBytes() - memory
            #expect(growth < 30_000_000, "grew by \(growth) bytes")
            let next = try gateway.waiter(from: "127.0.0.3")
            holder.close()
            try next.readToGrant()
        }
    }
}
