// What holds where the file says nothing, and how `defaults` and a device's own keys follow each
// other.

import GatewayConfiguration
import Testing

@Suite struct SettingsDefaultsTests {
    @Test func `a file with one device has every default`() throws {
        let settings = try settings(board())
        #expect(settings.name == "lab1")
        #expect(settings.clientsMax == 10_000)
        #expect(settings.clientsPerAddressMax == 200)
        #expect(settings.history.durability == .normal)
        #expect(settings.history.journalMax == 100_000)
        let device = try #require(settings.devices.first)
        #expect(settings.devices.count == 1)
        #expect(device.name == "board1")
        #expect(device.description == "")
        #expect(device.link == .perLease)
        #expect(device.deadPeer == .seconds(10))
        #expect(device.deviceReady == .seconds(45))
        #expect(device.queueMax == 64)
        #expect(device.queueTimeout == .seconds(8 * 3600))
        #expect(device.finLinger == .seconds(1))
        #expect(device.typeAhead == .discard)
        #expect(device.notices == nil)
        #expect(device.escape == nil)
    }

    @Test func `every key that is given counts`() throws {
        let text = """
            gateway:
              name: rack 2
              state_dir: /srv/hotseat
              control: /srv/hotseat/control.sock
              clients_max: 3
              clients_per_address_max: 2
            history: {durability: full, journal_max: 1}
            devices:
              board1:
                description: nRF52 DK, rack 2
                connect: tcp://10.0.0.7:23
                listen: ["raw://0.0.0.0:4001", "raw://[::]:4001"]
                link: per_lease
                dead_peer: 1s
                device_ready: 250ms
                queue_max: 0
                queue_timeout: 7d
                fin_linger: 0s
                type_ahead: hold
                notices: off
            """
        let listen = [
            ListenEndpoint(kind: .raw, host: "0.0.0.0", port: 4001),
            ListenEndpoint(kind: .raw, host: "::", port: 4001),
        ]
        let endpoint = DeviceEndpoint.tcp(host: "10.0.0.7", port: 23)
        var device = DeviceSettings(name: "board1", connect: endpoint, listen: listen)
        device.description = "nRF52 DK, rack 2"
        device.link = .perLease
        device.deadPeer = .seconds(1)
        device.deviceReady = .milliseconds(250)
        device.queueMax = 0
        device.queueTimeout = .seconds(7 * 86_400)
        device.finLinger = .zero
        device.typeAhead = .hold
        device.notices = .off
        var expected = GatewaySettings(surroundings: lab, devices: [device])
        expected.name = "rack 2"
        expected.stateDirectory = "/srv/hotseat"
        expected.controlSocket = "/srv/hotseat/control.sock"
        expected.clientsMax = 3
        expected.clientsPerAddressMax = 2
        expected.history.durability = .full
        expected.history.journalMax = 1
        #expect(try settings(text) == expected)
    }

    @Test func `defaults hold for each device that does not say otherwise`() throws {
        let text = """
            devices:
              slow: {connect: tcp://10.0.0.7:23, dead_peer: 1m}
              plain: {listen: ["raw://127.0.0.1:4001"]}
            defaults:
              {connect: "demo:", listen: ["raw://127.0.0.1:0"], dead_peer: 15s, queue_max: 5}
            """
        let devices = try settings(text).devices
        #expect(devices.map(\.name) == ["slow", "plain"])
        #expect(devices.map(\.deadPeer) == [.seconds(60), .seconds(15)])
        #expect(devices.map(\.queueMax) == [5, 5])
        #expect(devices.map(\.connect) == [.tcp(host: "10.0.0.7", port: 23), .demo])
        #expect(
            devices.map { $0.listen.map(\.text) } == [
                ["raw://127.0.0.1:0"], ["raw://127.0.0.1:4001"],
            ]
        )
    }

    @Test func `devices keep the order of the file`() throws {
        let names = ["zulu", "alpha", "mike", "b.2", "a-1_x"]
        let lines = names.map { "\n  \($0): {connect: \"demo:\", listen: [\"raw://127.0.0.1:0\"]}" }
        #expect(try settings("devices:" + lines.joined()).devices.map(\.name) == names)
    }

    @Test func `a section with nothing in it is one that is absent`() throws {
        #expect(try settings(board() + "\ngateway:\nhistory: ~\ndefaults: {}") == settings(board()))
    }

    @Test func `an alias stands for what it names`() throws {
        let text = """
            devices:
              a: {connect: &demo "demo:", listen: ["raw://127.0.0.1:0"]}
              b: {connect: *demo, listen: ["raw://127.0.0.1:0"]}
            """
        #expect(try settings(text).devices.map(\.connect) == [.demo, .demo])
    }

    @Test(arguments: ["demo:", "demo: # the built-in board", "\"demo:\"", "demo"])
    func `the demo board may be written without quotes`(written: String) throws {
        let text = """
            devices:
              a:
                connect: \(written)
                listen: [raw://127.0.0.1:0]
                description: "connect: demo: is a text here"
            """
        let device = try #require(try settings(text).devices.first)
        #expect(device.connect == .demo)
        #expect(device.description == "connect: demo: is a text here")
    }
}
