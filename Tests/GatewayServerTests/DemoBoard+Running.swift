// A demo board for as long as a test needs one. The tests of its command line and of its habits
// share it.

import GatewayConfiguration
import GatewayTestSupport
import NIOPosix
import Testing

@testable import GatewayServer

extension DemoBoard {
    /// Runs `body` with a board's address, and stops the board.
    static func run(
        _ change: (inout DemoHabits) -> Void = { _ in },
        _ body: (TCPAddress) throws -> Void
    ) async throws {
        var habits = DemoHabits()
        change(&habits)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let board = try await DemoBoard.start(habits, on: loop)
        let port = try #require(board.address.port)
        do {
            try body(TCPAddress(host: "127.0.0.1", port: UInt16(port)))
        } catch {
            await board.stop()
            throw error
        }
        await board.stop()
    }
}
