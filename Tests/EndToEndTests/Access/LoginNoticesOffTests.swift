// `notices: off` holds for the login too: no question, no answer, not one byte from the gateway;
// and the token works.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LoginNoticesOffTests {
    @Test func `nothing is said, and the token lets in`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device, keys: ["notices: off"])
        let refused = try gateway.client()
        try refused.send("wrong\nwrong\nwrong\n")
        #expect(try refused.readToEnd() == ("", .closed))
        #expect(try gateway.history.ended(refused).endReason == "denied")
        let client = try gateway.client()
        try client.send("\(KnownUsers.tokenOfAlice)\nversion\r\n")
        let answer = "\(FakeDevice.prompt)version\r\n\(FakeDevice.version)\r\n"
        #expect(try client.read(until: "\(FakeDevice.version)\r\n") == answer)
    }
}
