// The habits of the demo board, each switched both ways where it has a switch: what a second client
// meets, and what a FIN does. Seen at plain connections.

import GatewayConfiguration
import GatewayTestSupport
import Glibc
import Testing

@testable import GatewayServer

@Suite(.endToEnd) struct DemoHabitsTests {
    @Test func `while it is taken it refuses`() async throws {
        try await DemoBoard.run { address in
            let first = try client(at: address)
            try eventually("a second connect is refused") { try isRefused(at: address) }
            first.close()
            _ = try nextClient(at: address)
        }
    }

    @Test func `a silent one drops a SYN while it is taken, and answers when it is free`()
        async throws
    {
        try await DemoBoard.run {
            $0.whileTaken = .silent
        } _: { address in
            let first = try client(at: address)
            #expect(throws: NotInTime.self) {
                try LineClient.connect(to: address, within: .milliseconds(300))
            }
            first.close()
            _ = try nextClient(at: address)
        }
    }

    @Test func `one that queues lets a second connect, and serves it when its turn comes`()
        async throws
    {
        try await DemoBoard.run {
            $0.whileTaken = .queue
        } _: { address in
            let first = try client(at: address)
            let second = try LineClient.connect(to: address)
            #expect(throws: NotInTime.self) {
                try second.read(until: "demo> ", within: .milliseconds(300))
            }
            first.close()
            try second.read(until: "demo> ")
        }
    }

    @Test func `after a close it is deaf for as long as it is told`() async throws {
        try await DemoBoard.run {
            $0.deaf = .milliseconds(600)
        } _: { address in
            let first = try client(at: address)
            first.halfClose()
            #expect(try first.readToEnd().1 == .closed)
            let start = ContinuousClock.now
            #expect(try isRefused(at: address))
            _ = try nextClient(at: address)
            #expect(ContinuousClock.now - start > .milliseconds(500))
        }
    }

    @Test func `a FIN while it talks is forgotten, and RST frees the slot`() async throws {
        try await DemoBoard.run { address in
            let first = try client(at: address)
            try first.send("count\r")
            try first.read(until: "1 of 50")
            first.halfClose()
            try first.read(until: "50 of 50\r\ndemo> ")
            #expect(try isRefused(at: address))
            #expect(first.ending == nil)
            first.reset()
            _ = try nextClient(at: address)
        }
    }

    @Test func `one that forgets no FIN closes, and the rest is lost`() async throws {
        try await DemoBoard.run {
            $0.forgetsFin = false
        } _: { address in
            let first = try client(at: address)
            try first.send("count\r")
            try first.read(until: "1 of 50")
            first.halfClose()
            let (text, ending) = try first.readToEnd()
            #expect(!text.contains("50 of 50"))
            #expect(ending == .closed)
        }
    }

    @Test func `an answer that is still thought about is lost at a FIN`() async throws {
        try await DemoBoard.run { address in
            let first = try client(at: address)
            try first.send("slow\r")
            try first.read(until: "slow\r\n")
            first.halfClose()
            #expect(try first.readToEnd() == ("", .closed))
        }
    }

    @Test(arguments: [("slow\r", "done, slowly\r\ndemo> "), ("count\r", "50 of 50\r\ndemo> ")])
    func `with half-close it says the rest, and closes then`(
        command: String,
        rest: String
    ) async throws {
        try await DemoBoard.run {
            $0.halfClose = true
        } _: { address in
            let first = try client(at: address)
            try first.send(command)
            first.halfClose()
            let (text, ending) = try first.readToEnd()
            #expect(text.hasSuffix(rest))
            #expect(ending == .closed)
        }
    }

    private func client(at address: TCPAddress) throws -> LineClient {
        let client = try LineClient.connect(to: address)
        try client.read(until: "demo> ")
        return client
    }

    private func nextClient(at address: TCPAddress) throws -> LineClient {
        try eventually("it takes connections again") {
            let next = try? LineClient.connect(to: address, within: .milliseconds(300))
            guard let next, (try? next.read(until: "demo> ")) != nil else { return nil }
            return next
        }
    }

    private func isRefused(at address: TCPAddress) throws -> Bool {
        do {
            try LineClient.connect(to: address).close()
            return false
        } catch let failure as SystemCallFailure {
            return failure.errno == ECONNREFUSED
        }
    }
}
