// Paths, written and read: the server and the client cannot come to mean different ones by the same
// endpoint.

import GatewayAPI
import Testing

struct EndpointTests {
    @Test(arguments: [
        Endpoint.devices, .device("board1"), .device("a.b-c_d"), .sessions, .session(17), .live,
        .ready, .kickHolder(ofDevice: "board1"), .kickSession(17), .tokens,
        .giveToken(toUser: "alice"), .revokeTokens(ofUser: "a@b"), .say(atDevice: "board1"),
        .sendBreak(toDevice: "board1"),
    ])
    func `a path reads back as its endpoint`(endpoint: Endpoint) {
        #expect(Endpoint(path: endpoint.path) == endpoint)
    }

    @Test func `an encoded name is the same name`() {
        #expect(Endpoint(path: "/v1/devices/board%31") == .device("board1"))
    }

    @Test(arguments: [
        "", "/", "/v1", "/v1/", "/v1/devices/", "/v1/devices/a/b", "/v1/tokens/", "/v1/sessions/x",
        "/v1/devices/a/%ff", "/v1/devices/a/kick/", "/v1/sessions/x/kick", "/v1//a/kick",
        "/v1/sessions/99999999999999999999", "/v2/devices", "/livez/", "/v1/devices/%ff",
    ])
    func `nothing is at any other path`(path: String) {
        #expect(Endpoint(path: path) == nil)
    }
}
