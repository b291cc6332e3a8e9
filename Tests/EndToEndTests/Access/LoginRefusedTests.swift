// Who does not find the right line: told why, closed, recorded, never in line. The bounds are 256
// bytes, 3 tries, 30 s.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LoginRefusedTests {
    @Test func `three wrong tokens are the end`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let client = try gateway.client(saying: "wrong\n")
        let first = try client.readNotice()
        #expect(first == "board1: that is nobody's token; 2 tries are left. Your token, please:")
        try client.send("\n")
        let second = try client.readNotice()
        #expect(second == "board1: that is nobody's token; one try is left. Your token, please:")
        try client.send("\(KnownUsers.tokenOfAlice)x\nversion\r\n")
        let farewell = try client.readFarewell()
        #expect(farewell.hasPrefix("board1: that was nobody's token either"), "\(farewell)")

        let row = try gateway.history.ended(client)
        #expect(row.ending == "denied gateway arriving")
        #expect(row.role == "refused")
        #expect(row.user == nil)
        #expect(row.endDetail == "3 wrong lines")
        #expect(row.discrepancyMs == 0)
        #expect(device.connections.isEmpty)
    }

    @Test func `the third line may be the right one`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let client = try gateway.client(saying: "wrong\nwrong\n\(KnownUsers.tokenOfAlice)\n")
        try client.readToGrant()
    }

    @Test func `a line of 257 bytes is no login`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let longest = try gateway.client(saying: String(repeating: "x", count: 256) + "\n")
        #expect(try longest.readNotice().hasPrefix("board1: that is nobody's token"))
        let client = try gateway.client(saying: String(repeating: "x", count: 257))
        #expect(try client.readFarewell() == "board1: no token is longer than 256 bytes.")
        #expect(try gateway.history.ended(client).ending == "protocol_error gateway arriving")
    }

    @Test func `who says nothing for 30 s is sent away`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.startAsking("token", for: device)
        let client = try gateway.client(saying: "half a line")
        let length = try time {
            let farewell = try client.readFarewell(within: .seconds(40))
            let sentence = "board1: you did not say who you are within 30 s; connect again."
            #expect(farewell == sentence)
        }
        #expect(length > .seconds(29) && length < .seconds(31) + noise, "\(length)")
        #expect(try gateway.history.ended(client).ending == "protocol_error gateway arriving")
    }
}
