// Clients that connect and reset in the same moment, as port scanners do: each has its row, none of
// them stays behind, and the device and the gateway can still go.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct ResetAtOnceTests {
    @Test(arguments: ["raw", "telnet"])
    func `whoever resets at once has a row and leaves nothing behind`(scheme: String) throws {
        let device = try FakeDevice.start()
        let listen = ["\(scheme)://127.0.0.1:0"]
        let home = try GatewayHome([
            .init(connect: device.url, listen: listen), .init("board2", connect: device.url),
        ])
        let gateway = try home.serve()
        let address = try gateway.address()
        for number in 1...30 {
            try LineClient.connect(to: address).reset()
            // Fewer at a time than the accept rate lets in.
            try eventually("each has a row that is closed") {
                let rows = try gateway.history.sessions()
                return rows.count == number && rows.allSatisfy { $0.endedAt != nil }
            }
        }
        let rows = try gateway.history.sessions()
        #expect(rows.allSatisfy { $0.endReason == "client_reset" })
        try gateway.wait(until: "board1", is: "free")

        try home.configure([.init("board2", connect: device.url)])
        #expect(try gateway.reload())
        try eventually("the device is gone") {
            try gateway.status().devices.map(\.device) == ["board2"]
        }
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(0))
    }
}
