// A device that is reached by TCP, with or without telnet on it: a fake device that resets whoever
// comes while it is taken, so that its log has even a try.

import GatewayTestSupport

/// A fake device behind `tcp://` or `telnet://`.
struct PlayedEndpoint: PlayedDevice {
    private let device: FakeDevice
    private let scheme: String

    init(scheme: String) throws {
        self.scheme = scheme
        device = try FakeDevice.start(
            .init {
                $0.manner = .silent
                $0.whileTaken = .resets
            }
        )
    }

    func configured(listen: [String], keys: [String]) -> GatewayHome.Device {
        GatewayHome.Device(connect: "\(scheme)://\(device.address)", listen: listen, keys: keys)
    }

    var visits: [String] { device.connections.map(\.text) }

    func waitForVisit(_ number: Int) throws { try device.waitForConnection(number) }

    var sawOneAtATime: Bool { device.sawOneAtATime }

    func say(_ text: String) { device.say(text) }

    func flood(count: Int) { device.say([UInt8](repeating: UInt8(ascii: "x"), count: count)) }

    func stall() { device.stall() }

    func goOn() { device.goOn() }

    func goAway() throws {
        try device.refuse()
        device.close()
    }

    func comeBack() throws { try device.welcome() }
}
