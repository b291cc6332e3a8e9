// Gateways whose device is a serial port: what the tests of this folder begin with. The port and
// its board are a `SerialCable`.

import GatewayTestSupport

extension GatewayProcess {
    /// A gateway with one device, `board1`, at the near end of a cable.
    ///
    /// - Parameters:
    ///   - query: settings of the port: `?baud=9600`.
    ///   - keys: more keys of the device, a line each.
    static func start(
        at cable: SerialCable,
        query: String = "",
        keys: [String] = []
    ) throws -> GatewayProcess {
        try GatewayHome([.init(connect: cable.url(query), keys: keys)]).serve()
    }
}
