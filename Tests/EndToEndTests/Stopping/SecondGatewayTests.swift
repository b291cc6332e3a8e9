// A second gateway on the same state directory: refused, with the pid of the first; the first does
// not notice.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SecondGatewayTests {
    @Test func `a second gateway on the same state directory is refused`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let second = try GatewayHome(
            [.init(connect: device.url)],
            stateDirectory: gateway.home.stateDirectory
        )
        let refusal = try second.serveInVain()
        #expect(refusal.status == .exited(78), "\(refusal)")
        #expect(refusal.errors.contains("\(gateway.pid)"), "\(refusal)")
        #expect(refusal.errors.contains(gateway.home.stateDirectory), "\(refusal)")
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
    }

    @Test func `the state directory of a killed gateway is free`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        gateway.signal(9)
        _ = try gateway.waitForExit()
        let again = try gateway.home.serve()
        let holder = try again.holder()
        try holder.read(until: FakeDevice.prompt)
    }
}
