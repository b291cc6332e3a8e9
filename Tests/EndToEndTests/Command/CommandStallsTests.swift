// A program that reads nothing of what waits for it: after `device_stall` its holder ends, and the
// next one gets a run of its own. One that prints more than its holder reads is not that.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct CommandStallsTests {
    @Test func `a program that reads nothing for device_stall ends its holder`() throws {
        let gateway = try GatewayProcess.start(
            command: ["sh", "-c", "stty raw -echo; echo ready; exec tail -f /dev/null"],
            keys: ["device_stall: 2s"]
        )
        let user = try gateway.client()
        try user.readToGrant()
        try user.read(until: "ready\n")
        let waiter = try gateway.waiter()
        let taken = try time {
            _ = try user.sendUntilFull([UInt8](repeating: UInt8(ascii: "r"), count: 65_536))
            try waiter.readToGrant(within: .seconds(10))
        }
        #expect(taken > .seconds(1) && taken < .seconds(4) + noise)
        let row = try gateway.history.ended(user)
        #expect(row.ending == "device_stalled device holding")
        #expect(row.endDetail?.contains("the command reads nothing") == true)
    }

    @Test func `a program that is held back by its holder is not stalled`() throws {
        let gateway = try GatewayProcess.start(
            command: ["sh", "-c", "stty raw -echo; exec cat /dev/zero"],
            keys: ["device_stall: 1s", "client_stall: 3s"]
        )
        let user = try gateway.client(receiveBufferBytes: 4096)
        try user.readToGrant()
        _ = try user.sendUntilFull([UInt8](repeating: UInt8(ascii: "r"), count: 65_536))
        let row = try gateway.history.ended(user)
        #expect(row.ending == "client_stalled client holding")
    }
}
