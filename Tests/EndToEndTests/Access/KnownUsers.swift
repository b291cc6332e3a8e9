// The users of these tests: alice is in the group hw, bob in none; each has a token. Gateways that
// ask for it are started from here.

import GatewayTestSupport

enum KnownUsers {
    static let tokenOfAlice = "secret-of-alice"
    static let tokenOfBob = "secret-of-bob"

    static let lines = [
        "alice: {groups: [hw], token_hash: \"sha256:\(hashOfAlice)\"}",
        "bob: {token_hash: \"sha256:\(hashOfBob)\"}",
    ]

    /// As sha256sum(1) hashes the two.
    private static let hashOfAlice =
        "2e63581f3ad310ec6d04ce0f6adb96d3a7808722dab1612486486190086013f6"
    private static let hashOfBob =
        "f6dbcfeb957b327b63c0705f1348f75715f09f5020903b696c43e66a53d0f189"
}

extension GatewayProcess {
    /// Starts a gateway with these users and one device, whose clients are asked who they are.
    static func startAsking(
        _ auth: String,
        for device: FakeDevice,
        keys: [String] = []
    ) throws -> GatewayProcess {
        let listen = ["raw://127.0.0.1:0?auth=\(auth)"]
        let board = GatewayHome.Device(connect: device.url, listen: listen, keys: keys)
        return try GatewayHome([board], users: KnownUsers.lines).serve()
    }

    /// A client that has read the question and answered it.
    func client(saying answer: String, from source: String? = nil) throws -> LineClient {
        let client = try client(from: source)
        _ = try client.readNotice()
        try client.send(answer)
        return client
    }
}
