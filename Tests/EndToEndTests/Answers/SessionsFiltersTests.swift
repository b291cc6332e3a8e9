// The filters of `sessions`, each against the same few sessions, as the command and as the query of
// the control socket.

import Foundation
import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SessionsFiltersTests {
    /// Five sessions: one that held board1 for a while, a waiter that left, one that found the line
    /// full, one that reset board2, and one that holds it.
    private struct Story {
        let gateway: GatewayProcess
        let rows: [SessionRow]

        init() throws {
            let boards = [try FakeDevice.start(), try FakeDevice.start()]
            let home = try GatewayHome([
                .init("board1", connect: boards[0].url, keys: ["queue_max: 1"]),
                .init("board2", connect: boards[1].url),
            ])
            let gateway = try home.serve()
            self.gateway = gateway
            let held = try gateway.holder(of: "board1", from: "127.0.0.2")
            let left = try gateway.waiter(of: "board1", from: "127.0.0.3")
            _ = try gateway.client(of: "board1", from: "127.0.0.4").readFarewell()
            left.close()
            try eventually("held for a while") {
                let holder = try gateway.status(of: "board1").holder
                return holder.map { $0.heldMs > 400 } ?? false
            }
            held.close()
            try eventually("board1 is free") { try gateway.status(of: "board1").state == "free" }
            let reset = try gateway.holder(of: "board2", from: "127.0.0.5")
            try reset.read(until: FakeDevice.prompt)
            reset.reset()
            try boards[1].waitUntilFree()
            try gateway.wait(until: "board2", is: "free")
            _ = try gateway.holder(of: "board2", from: "127.0.0.6")
            rows = try eventually("five rows, four of them closed") {
                let rows = try gateway.history.sessions()
                return rows.filter { $0.endedAt != nil }.count == 4 && rows.count == 5 ? rows : nil
            }
        }

        /// The last octets of the addresses of what the filters let through, newest first.
        func found(_ filters: String...) throws -> [Int] {
            let finished = try gateway.home.run(["sessions", "--json"] + filters)
            guard finished.status == .exited(0) else {
                throw Unexpected(description: "\(finished)")
            }
            return try JSONObject.lines(finished.output).compactMap { session in
                session[text: "address"].flatMap { TCPAddress($0) }
                    .flatMap { $0.host.split(separator: ".").last.flatMap { Int($0) } }
            }
        }
    }

    @Test func `each filter lets through what it says`() throws {
        let story = try Story()
        #expect(try story.found() == [6, 5, 4, 3, 2])
        #expect(try story.found("--all") == [6, 5, 4, 3, 2])
        #expect(try story.found("--device", "board1") == [4, 3, 2])
        #expect(try story.found("--device", "board2") == [6, 5])
        #expect(try story.found("--address", "127.0.0.3") == [3])
        #expect(try story.found("--address", "127.0.0.2/31") == [3, 2])
        #expect(try story.found("--address", "::1") == [])
        #expect(try story.found("--user", "alice") == [])
        #expect(try story.found("--reason", "client_reset") == [5])
        #expect(
            try story.found("--reason", "client_reset", "--reason", "queue_full") == [5, 4]
        )
        #expect(try story.found("--live") == [6])
        #expect(try story.found("--never-held") == [4, 3])
        #expect(try story.found("--min-held", "300ms", "--device", "board1") == [2])
        #expect(try story.found("--min-held", "1h") == [])
        #expect(try story.found("--limit", "2") == [6, 5])
        #expect(try story.found("--never-held", "--reason", "client_closed") == [3])
    }

    @Test func `moments and ages bound the arrival`() throws {
        let story = try Story()
        let arrived = story.rows.map(\.arrivedAt)
        let middle = Date(timeIntervalSince1970: Double(arrived[2] + arrived[3]) / 2000)
        let moment = middle.formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true)
                .timeZone(separator: .omitted)
        )
        #expect(try story.found("--since", moment) == [6, 5])
        #expect(try story.found("--until", moment) == [4, 3, 2])
        #expect(try story.found("--since", "90m").count == 5)
        #expect(try story.found("--until", "90m") == [])
        #expect(try story.found("--since", "2001-01-01").count == 5)
        #expect(try story.found("--until", "2001-01-01") == [])
        #expect(try story.found("--since", "2h", "--until", moment) == [4, 3, 2])
    }

    @Test func `the same filters are the query of the control socket`() throws {
        let story = try Story()
        for (query, count) in [
            ("device=board2", 2), ("reason=client_reset&reason=queue_full", 2), ("live=true", 1),
            ("never_held=true", 2), ("address=127.0.0.2/31", 2), ("limit=4", 4),
        ] {
            let answer = try story.gateway.home.control.get("/v1/sessions?\(query)")
            #expect(answer.status == 200, "\(query): \(answer.body)")
            let sessions = try JSONObject(answer.body)[list: "sessions"]
            #expect(sessions?.count == count, "\(query)")
        }
    }

    @Test func `twenty unless told otherwise`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["queue_max: 0"])
        _ = try gateway.holder()
        for _ in 1...24 { _ = try gateway.client().readFarewell() }
        try eventually("25 rows") { try gateway.history.sessions().count == 25 }
        let lines = { (filters: [String]) in
            try gateway.home.run(["sessions", "--json"] + filters).output
                .split(separator: "\n").count
        }
        #expect(try lines([]) == 20)
        #expect(try lines(["--all"]) == 25)
        #expect(try lines(["--limit", "23"]) == 23)
    }
}
