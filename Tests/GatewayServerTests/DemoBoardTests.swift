// The demo board's habits, which are those of a small embedded stack: one slot, refusal while it is
// taken, no half-close. Seen over real connections; the gateway in front of it is not here.

import GatewayTestSupport
import NIOPosix
import Testing

@testable import GatewayServer

@Suite(.endToEnd) struct DemoBoardTests {
    private func withBoard(_ body: (TCPAddress) throws -> Void) async throws {
        let board = try await DemoBoard.start(on: MultiThreadedEventLoopGroup.singleton.next())
        let port = try #require(board.address.port)
        try body(TCPAddress(host: "127.0.0.1", port: UInt16(port)))
        await board.stop()
    }

    @Test(arguments: ["version\r", "version\n", "version\r\n"])
    func `a line ends with CR, LF or both, once`(typed: String) async throws {
        try await withBoard { address in
            let client = try LineClient.connect(to: address)
            try client.read(until: "demo> ")
            try client.send(typed)
            let answer = try client.read(until: "demo> ")
            #expect(answer.hasPrefix("version\r\nhotseat demo board "))
            try client.send("quit\r")
            #expect(try client.readToEnd().0 == "quit\r\nbye\r\n")
        }
    }

    @Test func `the slot is taken once, and free again after a close`() async throws {
        try await withBoard { address in
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
