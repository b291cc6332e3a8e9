// A gateway whose device has a listener for holders and one for observers, and the way in there.
// What observers see is in the tests.

import GatewayTestSupport

extension GatewayProcess {
    static func startObserved(
        _ device: FakeDevice,
        keys: [String] = []
    ) throws -> GatewayProcess {
        let listen = ["raw://127.0.0.1:0", "raw://127.0.0.1:0?observe=1"]
        return try GatewayHome([.init(connect: device.url, listen: listen, keys: keys)]).serve()
    }

    /// Connects an observer, and reads what it is told.
    func observer() throws -> (client: LineClient, greeting: String) {
        let listen = try status(of: "board1").listen
        guard let text = listen.first(where: { $0.hasSuffix("?observe=1") }),
            let address = TCPAddress(text)
        else { throw Unexpected(description: "no listener for observers in \(listen)") }
        let client = try LineClient.connect(to: address)
        return (client, try client.readNotice())
    }
}
