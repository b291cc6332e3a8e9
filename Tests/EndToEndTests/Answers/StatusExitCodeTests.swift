// `status DEVICE --exit-code`: 0 free, 3 held, connecting or releasing, 4 down. The other statuses
// of the command are in ExitStatusTests.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct StatusExitCodeTests {
    @Test func `0 free, 3 held, 0 free again`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        #expect(try code(of: gateway) == .exited(0))
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try gateway.wait(until: "board1", is: "held")
        #expect(try code(of: gateway) == .exited(3))
        holder.close()
        try gateway.wait(until: "board1", is: "free")
        #expect(try code(of: gateway) == .exited(0))
    }

    @Test func `3 connecting, 4 down`() throws {
        let device = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let gateway = try GatewayProcess.start(for: device, keys: ["device_ready: 3s"])
        let holder = try gateway.client()
        try holder.readToGrant()
        try gateway.wait(until: "board1", is: "connecting")
        #expect(try code(of: gateway) == .exited(3))
        try gateway.wait(until: "board1", is: "down")
        #expect(try code(of: gateway) == .exited(4))
    }

    /// A link is being released for a second at most, and on a loaded machine the command may take
    /// as long: what it said counts where the device was still releasing afterwards.
    @Test func `3 releasing`() throws {
        let device = try FakeDevice.start(.init { $0.closeDelay = .milliseconds(950) })
        let gateway = try GatewayProcess.start(for: device)
        let said = try eventually("the command is faster than the release") { () -> ProcessEnd? in
            let holder = try gateway.holder()
            try holder.read(until: FakeDevice.prompt)
            try device.waitUntilQuiet()
            holder.close()
            try gateway.wait(until: "board1", is: "releasing")
            let said = try code(of: gateway)
            let state = try gateway.status(of: "board1").state
            try gateway.wait(until: "board1", is: "free")
            return state == "releasing" ? said : nil
        }
        #expect(said == .exited(3))
    }

    private func code(of gateway: GatewayProcess) throws -> ProcessEnd {
        try gateway.home.run("status", "board1", "--exit-code").status
    }
}
