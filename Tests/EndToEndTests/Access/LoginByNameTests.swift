// `?auth=name`: a line with a name is believed, and stripped of whatever is not printable ASCII.
// Who has to prove something is in the tests of tokens.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LoginByNameTests {
    @Test(arguments: [
        ("carol\n", "carol"), ("  ca\u{1B}[2Jrol \r\n", "ca[2Jrol"), ("J\u{F6}rg\n", "Jrg"),
    ])
    func `a name is believed, and stripped`(line: String, user: String) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("name", for: device)
        let client = try gateway.client()
        #expect(try client.readNotice() == "board1: your name, please:")
        try client.send(line)
        try client.readGrant()
        client.close()
        #expect(try gateway.history.ended(client).user == user)
    }

    @Test func `a name without a printable letter is none`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("name", for: device)
        let client = try gateway.client(saying: "\u{7}\n")
        let notice = try client.readNotice()
        #expect(notice == "board1: that is nobody's name; 2 tries are left. Your name, please:")
        try client.send("carol\n")
        try client.readGrant()
    }
}
