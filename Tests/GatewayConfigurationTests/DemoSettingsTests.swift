// The demo needs no file: two boards, on the ports that the manual names, with a state of their
// own.

import GatewayConfiguration
import Testing

@Suite struct DemoSettingsTests {
    @Test func `the demo has two built-in boards on loopback`() {
        let devices = GatewaySettings.demo(surroundings: lab).devices
        #expect(devices.map(\.name) == ["demo1", "demo2"])
        #expect(devices.map(\.connect) == [.demo, .demo])
        let listen = devices.map { $0.listen.map(\.text) }
        #expect(
            listen == [
                ["raw://127.0.0.1:4001", "telnet://127.0.0.1:2001"],
                ["raw://127.0.0.1:4002", "telnet://127.0.0.1:2002"],
            ]
        )
    }

    @Test func `the demo's state is beside the real one`() {
        var user = Surroundings(userID: 1000, hostName: "lab1", home: "/people/alice")
        let directory = { GatewaySettings.demo(surroundings: $0).stateDirectory }
        #expect(directory(user) == "/people/alice/.local/state/hotseat-demo")
        user.stateHome = "/srv/state"
        #expect(directory(user) == "/srv/state/hotseat-demo")
        user.userID = 0
        #expect(directory(user) == "/var/lib/hotseat-demo")
    }

    @Test func `the demo's control socket is where any gateway's is`() {
        #expect(GatewaySettings.demo(surroundings: lab).controlSocket == lab.controlSocket)
    }
}
