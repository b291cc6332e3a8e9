// Namespaces: a client in one reaches the machine, vanishes, and comes back. Where none can be
// made, this is skipped, and says why.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct NetworkNamespaceTests {
    @Test(.needs(.networkNamespaces))
    func `a client in it is heard until its host vanishes, and again when it comes back`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(on: host.outside, .init { $0.manner = .echo })
        let client = try NetcatClient(to: device.address, prefix: host.prefix)
        try client.type("before\n")
        try device.waitToReceive("before\n")
        try host.vanish()
        try client.type("meanwhile\n")
        let cut = ContinuousClock.now
        try host.comeBack()
        try device.waitToReceive("meanwhile\n")
        #expect(device.last?.pieces.last.map { $0.moment > cut } ?? false)
    }
}
