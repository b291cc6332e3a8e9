// What a caller may cost: requests have limits, connections have a number, and none of them holds
// the server's end back.

import GatewayAPI
import GatewayDoubles
import GatewayHTTP
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct BoundTests {
    /// What SIGTERM can afford.
    private let stopMax = Duration.milliseconds(900)

    @Test func `a connection is kept for more than one request`() async throws {
        try await ServedGateway.run { gateway in
            let conversation = try HTTPConversation(gateway.path)
            for _ in 1...3 { #expect(try conversation.ask("/livez").status == 200) }
        }
    }

    @Test func `idle connections and half requests are hung up on at the stop`() async throws {
        try await ServedGateway.run { gateway in
            let idle = try (1...10).map { _ in try HTTPConversation(gateway.path) }
            for conversation in idle.prefix(5) { _ = try conversation.ask("/livez") }
            let half = try HTTPConversation(gateway.path)
            try half.send("GET /v1/dev")
            let bodyless = try HTTPConversation(gateway.path)
            try bodyless.send("POST /v1/devices HTTP/1.1\r\nHost: g\r\nContent-Length: 9\r\n\r\nx")
            #expect(try bodyless.answer().status == 405)
            let time = await ContinuousClock().measure { await gateway.server.stop() }
            #expect(time < stopMax)
            for conversation in idle { try conversation.waitForEnd() }
            try half.waitForEnd()
            try bodyless.waitForEnd()
        }
    }

    @Test func `a client that does not read its answer does not hold the stop back`() async throws {
        let archive = ListArchive((1...1_000).map { .ended($0) })
        try await ServedGateway.run(archive: archive) { gateway in
            let conversation = try HTTPConversation(gateway.path)
            // More than the kernel's buffers take, and nothing of it is read.
            for _ in 1...8 {
                try conversation.send("GET /v1/sessions?limit=1000 HTTP/1.1\r\nHost: g\r\n\r\n")
            }
            try eventually("an answer on its way") { !archive.filters.isEmpty }
            let time = await ContinuousClock().measure { await gateway.server.stop() }
            #expect(time < stopMax)
        }
    }

    @Test func `a request that is never answered does not hold the stop back`() async throws {
        try await ServedGateway.run(archive: SilentArchive()) { gateway in
            let conversation = try HTTPConversation(gateway.path)
            try conversation.send("GET /v1/sessions HTTP/1.1\r\nHost: g\r\n\r\n")
            #expect(try gateway.ask("/livez").status == 200)
            let time = await ContinuousClock().measure { await gateway.server.stop() }
            #expect(time < stopMax)
        }
    }

    @Test func `an answer that is under way at the stop is still given`() async throws {
        let archive = ListArchive((1...1_000).map { .ended($0) })
        try await ServedGateway.run(archive: archive) { gateway in
            let conversation = try HTTPConversation(gateway.path)
            try conversation.send("GET /v1/sessions?limit=1 HTTP/1.1\r\nHost: g\r\n\r\n")
            try eventually("the request at the record") { !archive.filters.isEmpty }
            async let stopped: Void = gateway.server.stop()
            #expect(try conversation.answer().status == 200)
            await stopped
        }
    }

    @Test func `stopping twice, or before the start, is nothing`() async throws {
        try await ServedGateway.run { gateway in
            await gateway.server.stop()
            await gateway.server.stop()
            await ServedGateway(path: "/nowhere/control.sock").server.stop()
        }
    }

    @Test func `a header without end is refused`() async throws {
        try await ServedGateway.run { gateway in
            let conversation = try HTTPConversation(gateway.path)
            let long = String(repeating: "x", count: 9_000)
            try conversation.send("GET /livez HTTP/1.1\r\nHost: g\r\nX-Long: \(long)\r\n\r\n")
            #expect(try conversation.answer().status == 400)
            #expect(try gateway.ask("/livez").status == 200)
        }
    }

    @Test func `what is no HTTP is refused`() async throws {
        try await ServedGateway.run { gateway in
            let conversation = try HTTPConversation(gateway.path)
            try conversation.send("reboot\r\n\r\n")
            #expect(try conversation.answer().status == 400)
            #expect(try gateway.ask("/livez").status == 200)
        }
    }

    @Test func `more connections than are served wait for their turn`() async throws {
        try await ServedGateway.run { gateway in
            var held = try (0..<ControlServer.connectionsMax).map { _ in
                try HTTPConversation(gateway.path)
            }
            for conversation in held { #expect(try conversation.ask("/livez").status == 200) }
            let late = try HTTPConversation(gateway.path)
            try late.send("GET /livez HTTP/1.1\r\nHost: g\r\n\r\n")
            held.removeAll()
            #expect(try late.answer().status == 200)
        }
    }
}
