// The gateway runs out of file descriptors: it goes on, does not spin, and takes clients again when
// there are descriptors.

import GatewayTestSupport
import Testing

extension LoadSerial {
    @Suite(.endToEnd) struct OutOfDescriptorsTests {
        @Test func `out of descriptors it goes on, idle, and admits again later`() throws {
            let device = try FakeDevice.start()
            let gateway = try GatewayProcess.start(for: device)
            let holder = try gateway.holder()
            let address = try gateway.address()
            _ = try gateway.status()
            let open = try gateway.figures.descriptorCount()
            try limitDescriptors(of: gateway, to: open + 3)
            let crowd = try (0..<50).map { _ in try LineClient.connect(to: address) }
            let before = try gateway.figures.processorTime()
            let start = ContinuousClock.now
            try eventually("two seconds of it are over") {
                ContinuousClock.now - start > .seconds(2)
            }
            let busy = try gateway.figures.processorTime() - before
            #expect(busy < .seconds(1), "it spun: \(busy) of processor time in 2 s")
            try holder.send("version\r\n")
            try holder.read(until: FakeDevice.version)

            crowd.forEach { $0.close() }
            try limitDescriptors(of: gateway, to: 1024)
            let waiter = try LineClient.connect(to: address)
            try waiter.read(until: "in line.\r\n")
            holder.close()
            try waiter.readToGrant()
        }

        @Test func `with few descriptors clients_max is lowered, and it says so`() throws {
            let device = try FakeDevice.start()
            let home = try GatewayHome([.init(connect: device.url, keys: ["queue_max: 1000"])])
            let gateway = try home.serve(prefix: ["prlimit", "--nofile=128:128"])
            try eventually("it says so") { gateway.errors.contains("clients_max") }
            let holder = try gateway.holder()
            let address = try gateway.address()
            let crowd = try (0..<200).map { _ in try LineClient.connect(to: address) }
            try eventually("those beyond are closed") {
                crowd.filter { $0.ending != nil }.count > 72
            }
            #expect(try gateway.status(of: "board1").queue.isEmpty == false)
            try holder.send("version\r\n")
            try holder.read(until: FakeDevice.version)
        }

        @Test func `without a descriptor for a caller it waits for one, idle`() throws {
            let device = try FakeDevice.start()
            let gateway = try GatewayProcess.start(for: device)
            let control = gateway.home.control
            // What is open stays open; nothing new can be.
            try limitDescriptors(of: gateway, to: 3)
            let before = try gateway.figures.processorTime()
            #expect(throws: NotInTime.self) { try control.get("/livez", within: .seconds(2)) }
            let busy = try gateway.figures.processorTime() - before
            #expect(busy < .milliseconds(500), "it spun: \(busy) of processor time in 2 s")
            try limitDescriptors(of: gateway, to: 1024)
            #expect(try control.get("/livez").status == 200)
        }

        private func limitDescriptors(of gateway: GatewayProcess, to count: Int) throws {
            let finished = try Program.run(
                ["prlimit", "--pid", "\(gateway.pid)", "--nofile=\(count):"]
            )
            #expect(finished.status == .exited(0), "\(finished)")
        }
    }
}
