// A port that somebody else has: the gateway says which, and gives up. A port in the configuration
// twice is a fault of the configuration.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PortInUseTests {
    @Test func `a port in use is named, and the gateway does not start`() throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([
            .init(connect: "tcp://127.0.0.1:9", listen: ["raw://\(device.address)"])
        ])
        let refusal = try home.serveInVain()
        #expect(refusal.status == .exited(78), "\(refusal)")
        #expect(refusal.errors.contains("\(device.address.port)"), "\(refusal)")
    }

    @Test func `a port that a gateway has just left is free again`() throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([.init(connect: device.url)])
        let first = try home.serve()
        let address = try first.address()
        let holder = try first.holder()
        first.signal(15)
        #expect(try first.waitForExit() == .exited(0))
        _ = try holder.readToEnd()
        let successor = try GatewayHome([
            .init(connect: device.url, listen: ["raw://\(address)"])
        ])
        #expect(try successor.serve().address() == address)
    }
}
