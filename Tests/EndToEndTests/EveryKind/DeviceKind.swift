// The kinds of device, each played in a test by what is nearest to the real thing. The suites of
// this folder run every way to leave with each of them. To add a kind: a case, and what plays it.
// `demo:` is no kind here: the gateway reaches that board by TCP.

import GatewayTestSupport

/// How the gateway reaches a device.
enum DeviceKind: CaseIterable {
    case tcp
    case telnet
    case serial
    case command

    /// Starts a device of this kind; it is on the test's bench from then on.
    func start() throws -> any PlayedDevice {
        switch self {
        case .tcp: try PlayedEndpoint(scheme: "tcp")
        case .telnet: try PlayedEndpoint(scheme: "telnet")
        case .serial: PlayedPort(try SerialCable.lay())
        case .command: try PlayedProgram()
        }
    }

    /// Why a holder's session ends whose device goes away.
    var reasonWhenGone: String {
        self == .serial ? "device_lost" : "device_closed"
    }
}
