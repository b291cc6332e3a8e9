// What a running gateway cannot change under its own feet: `state_dir` and `control`. A file that
// changes them is refused as a whole, until a restart.

import Foundation
import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct FixedKeysTests {
    @Test func `another state directory or control socket takes a restart`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let home = gateway.home
        let other: [GatewayHome.Device] = [
            .init(connect: device.url, keys: ["description: another"])
        ]
        try home.configure(other, stateDirectory: home.path("other"))
        #expect(try !gateway.reload())
        #expect(try home.control.get("/readyz").body.contains("`gateway.state_dir` has changed"))
        #expect(try !home.control.get("/v1/devices/board1").body.contains("another"))
        #expect(access(home.path("other"), F_OK) != 0)

        let control = "control: \(home.path("other.sock"))"
        let text = try String(contentsOfFile: home.configurationPath, encoding: .utf8)
            .replacing(home.path("other"), with: home.stateDirectory)
            .replacing("control: \(home.control.path)", with: control)
        try home.configure(text)
        #expect(try !gateway.reload())
        #expect(try home.control.get("/readyz").body.contains("`gateway.control` has changed"))
        #expect(access(home.path("other.sock"), F_OK) != 0)

        gateway.signal(SIGTERM)
        _ = try gateway.waitForExit()
        try home.configure(other, stateDirectory: home.path("other"))
        _ = try home.serve()
        #expect(access(home.path("other"), F_OK) == 0)
    }
}
