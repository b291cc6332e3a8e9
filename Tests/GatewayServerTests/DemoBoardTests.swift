// The demo board by itself, over real connections: its command line and its one slot. Its habits
// and their switches are in DemoHabitsTests; the gateway in front of it is not here.

import GatewayTestSupport
import Testing

@testable import GatewayServer

@Suite(.endToEnd) struct DemoBoardTests {
    @Test(arguments: ["version\r", "version\n", "version\r\n"])
    func `a line ends with CR, LF or both, once`(typed: String) async throws {
        try await DemoBoard.run { address in
            let client = try LineClient.connect(to: address)
            try client.read(until: "demo> ")
            try client.send(typed)
            let answer = try client.read(until: "demo> ")
            #expect(answer.hasPrefix("version\r\nhotseat demo board "))
            try client.send("quit\r")
            #expect(try client.readToEnd().0 == "quit\r\nbye\r\n")
        }
    }

    @Test func `count prints for a while, and a key ends it`() async throws {
        try await DemoBoard.run { address in
            let client = try LineClient.connect(to: address)
            try client.read(until: "demo> ")
            try client.send("count\r")
            try client.read(until: "2 of 50\r\n")
            try client.send(" ")
            try client.read(until: "demo> ")
            try client.send("echo over\r")
            #expect(try client.read(until: "demo> ") == "echo over\r\nover\r\ndemo> ")
        }
    }

    @Test func `the slot is taken once, and free again after a close`() async throws {
        try await DemoBoard.run { address in
            let first = try LineClient.connect(to: address)
            try first.read(until: "demo> ")
            #expect(throws: (any Error).self) { _ = try LineClient.connect(to: address) }
            first.close()
            try eventually("it listens again") {
                (try? LineClient.connect(to: address)) != nil
            }
        }
    }
}
