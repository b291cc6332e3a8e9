// What each endpoint answers, on a real socket: the documents and the failures in their envelope.
// The documents' keys are GatewayAPI's tests' affair.

import Foundation
import GatewayAPI
import GatewayDoubles
import GatewayTestSupport
import LeaseCore
import Testing

@Suite(.endToEnd) struct AnswerTests {
    private func decode<Document: Decodable>(
        _ answer: HTTPConversation.Answer,
        _: Document.Type = Document.self
    ) throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(answer.body.utf8))
    }

    @Test func `the devices are the gateway's document`() async throws {
        try await ServedGateway.run { gateway in
            let answer = try gateway.ask("/v1/devices")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "application/json")
            #expect(answer.headers["cache-control"] == "no-store")
            #expect(try decode(answer) == GatewayStatus.sample)
            let document = try #require(try answer.json as? [String: Any])
            #expect(Set(document.keys) == ["gateway", "devices", "pools"])
        }
    }

    @Test func `a device is the bare object`() async throws {
        try await ServedGateway.run { gateway in
            let answer = try gateway.ask("/v1/devices/board1")
            #expect(answer.status == 200)
            #expect(try decode(answer) == DeviceStatus.held)
        }
    }

    @Test func `an unknown device is 404 and the near one is named`() async throws {
        try await ServedGateway.run { gateway in
            let answer = try gateway.ask("/v1/devices/bord1")
            #expect(answer.status == 404)
            let problem = try decode(answer, ProblemEnvelope.self).error
            #expect(problem.code == .notFound)
            #expect(problem.message == "There is no device 'bord1'.")
            #expect(problem.hint == "Did you mean 'board1'?")
        }
    }

    @Test func `sessions come with a cursor to the next page`() async throws {
        let archive = ListArchive((1...25).map { .ended($0) })
        try await ServedGateway.run(archive: archive) { gateway in
            let first = try decode(try gateway.ask("/v1/sessions"), SessionPage.self)
            #expect(first.sessions.map(\.id) == Array((6...25).reversed()))
            let cursor = try #require(first.cursor)
            let second = try gateway.ask("/v1/sessions?cursor=\(cursor)")
            #expect(try decode(second, SessionPage.self).sessions.map(\.id) == [5, 4, 3, 2, 1])
            let document = try #require(try second.json as? [String: Any])
            #expect(document["cursor"] is NSNull)
        }
    }

    @Test func `the query reaches the record as a filter`() async throws {
        let archive = ListArchive()
        try await ServedGateway.run(archive: archive) { gateway in
            let query = "device=board1&reason=kicked&reason=denied&address=10.0.0.0/8&never_held"
            let answer = try gateway.ask("/v1/sessions?\(query)&min_held=10s&limit=7")
            #expect(answer.status == 200)
        }
        var filter = SessionFilter()
        filter.devices = ["board1"]
        filter.reasons = [.kicked, .denied]
        filter.addresses = [AddressRange(text: "10.0.0.0/8")!]
        filter.neverHeld = true
        filter.heldMin = .seconds(10)
        filter.limit = 7
        #expect(archive.filters == [filter])
    }

    @Test func `a page is never larger than the API's largest`() async throws {
        let archive = ListArchive((1...1_001).map { .ended($0) })
        try await ServedGateway.run(archive: archive) { gateway in
            let answer = try gateway.ask("/v1/sessions?limit=100000")
            let page = try decode(answer, SessionPage.self)
            #expect(page.sessions.count == SessionFilter.pageRowsMax)
            #expect(page.cursor != nil)
        }
    }

    @Test(arguments: [
        ("reason=client_close", "There is no end reason 'client_close'"), ("limit=none", "limit"),
        ("sincs=7d", "Did you mean 'since'?"), ("address=10.0.0.0/40", "address"),
    ])
    func `a bad filter is 400 and says what is expected`(query: String, words: String) async throws
    {
        try await ServedGateway.run { gateway in
            let answer = try gateway.ask("/v1/sessions?\(query)")
            #expect(answer.status == 400)
            let problem = try decode(answer, ProblemEnvelope.self).error
            #expect(problem.code == .badRequest)
            #expect("\(problem.message) \(problem.hint)".localizedCaseInsensitiveContains(words))
        }
    }

    @Test func `a session comes with its events, and an unknown one is 404`() async throws {
        try await ServedGateway.run(archive: ListArchive([.ended(17)])) { gateway in
            let answer = try gateway.ask("/v1/sessions/17")
            #expect(answer.status == 200)
            let document = try #require(try answer.json as? [String: Any])
            #expect(document["id"] as? Int == 17)
            #expect(document["end_detail"] is NSNull)
            #expect(document["events"] as? [String] == [])
            #expect(try gateway.ask("/v1/sessions/18").status == 404)
            #expect(try gateway.ask("/v1/sessions/x").status == 404)
        }
    }

    @Test func `a gateway that is well is ready, and one that is not says why`() async throws {
        try await ServedGateway.run { gateway in
            let answer = try gateway.ask("/readyz")
            #expect(answer.status == 200)
            #expect(answer.body == #"{"problems":[],"ready":true}"#)
            #expect(try gateway.ask("/livez").status == 200)
        }
        let ill = FixedGateway(problems: ["The disk is full."])
        try await ServedGateway.run(view: ill) { gateway in
            let answer = try gateway.ask("/readyz")
            #expect(answer.status == 503)
            #expect(answer.body == #"{"problems":["The disk is full."],"ready":false}"#)
            #expect(try gateway.ask("/livez").status == 200)
        }
    }

    @Test func `there is nothing elsewhere, and nothing to write`() async throws {
        try await ServedGateway.run { gateway in
            for target in ["/", "/v1", "/v1/devices/", "/v2/devices", "/v1/devices/a/b", "*"] {
                let answer = try gateway.ask(target)
                #expect(answer.status == 404)
                #expect(try decode(answer, ProblemEnvelope.self).error.code == .notFound)
            }
            for method in ["POST", "PUT", "DELETE", "PATCH"] {
                let answer = try gateway.ask("/v1/devices", method: method)
                #expect(answer.status == 405)
                #expect(answer.headers["allow"] == "GET, HEAD")
                #expect(try decode(answer, ProblemEnvelope.self).error.code == .methodNotAllowed)
            }
        }
    }

    @Test func `HEAD is GET without its body`() async throws {
        try await ServedGateway.run { gateway in
            let conversation = try HTTPConversation(gateway.path)
            let length = try conversation.ask("/v1/devices").headers["content-length"]
            let answer = try conversation.ask("/v1/devices", method: "HEAD")
            #expect(answer.status == 200)
            #expect(answer.headers["content-length"] == length)
            #expect(try conversation.ask("/livez").status == 200)
        }
    }

    @Test func `an answer is dated as HTTP wants it`() async throws {
        try await ServedGateway.run { gateway in
            let date = try #require(try gateway.ask("/livez").headers["date"])
            let format = DateFormatter()
            format.locale = Locale(identifier: "en_US_POSIX")
            format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
            format.timeZone = TimeZone(identifier: "UTC")
            let read = try #require(format.date(from: date))
            #expect(abs(read.timeIntervalSinceNow) < 60)
            #expect(format.string(from: read) == date)
        }
    }

    @Test func `what the record cannot answer is said with its own status`() async throws {
        struct BrokenArchive: SessionArchive {
            func sessions(_ filter: SessionFilter) async throws -> SessionPage {
                throw Problem(.databaseUnusable, "The disk is gone.", hint: "Look for it.")
            }
            func session(_ id: Int64) async throws -> SessionRecord? {
                throw CancellationError()
            }
        }
        try await ServedGateway.run(archive: BrokenArchive()) { gateway in
            let answer = try gateway.ask("/v1/sessions")
            #expect(answer.status == 503)
            #expect(try decode(answer, ProblemEnvelope.self).error.message == "The disk is gone.")
            let mistake = try gateway.ask("/v1/sessions/1")
            #expect(mistake.status == 500)
            #expect(try decode(mistake, ProblemEnvelope.self).error.code == .failed)
        }
    }

    @Test func `an order reaches the gateway with its operator's name`() async throws {
        let fixed = FixedGateway()
        let order = #"{"because": "needed", "if_lease": 4812}"#
        try await ServedGateway.run(view: fixed) { gateway in
            let target = "/v1/devices/board1/kick"
            let answer = try gateway.ask(target, method: "POST", body: order)
            #expect(answer.status == 200)
            #expect(try decode(answer, KickedSession.self).device == "board1")
            #expect(try gateway.ask("/v1/sessions/17/kick", method: "POST").status == 404)
        }
        let name = try Account.ownName
        let because = KickOrder(because: "needed", ifLease: 4_812)
        #expect(
            fixed.orders == [
                .kickHolder("board1", because, actor: name),
                .kickSession(17, KickOrder(), actor: name),
            ]
        )
    }

    @Test func `a line to say has to be there`() async throws {
        let fixed = FixedGateway()
        try await ServedGateway.run(view: fixed) { gateway in
            let target = "/v1/devices/board1/say"
            #expect(try gateway.ask(target, method: "POST").status == 400)
            for body in [#"{}"#, #"{"txet": "a"}"#, #"{"text": 5}"#] {
                #expect(try gateway.ask(target, method: "POST", body: body).status == 400)
            }
            let answer = try gateway.ask(target, method: "POST", body: #"{"text": "to lunch"}"#)
            #expect(answer.status == 200)
            #expect(try decode(answer, Audience.self).device == "board1")
        }
        let name = try Account.ownName
        #expect(fixed.orders == [.say("board1", SayOrder(text: "to lunch"), actor: name)])
    }

    @Test func `an order is not asked for`() async throws {
        let fixed = FixedGateway()
        try await ServedGateway.run(view: fixed) { gateway in
            let answer = try gateway.ask("/v1/devices/board1/kick")
            #expect(answer.status == 405)
            #expect(answer.headers["allow"] == "POST")
        }
        #expect(fixed.orders.isEmpty)
    }

    @Test(arguments: [
        "{", "[]", #"{"because": 5}"#, #"{"if_lease": "4812"}"#, #"{"if_laese": 4812}"#,
        #"{"because": ""# + String(repeating: "x", count: 9_000) + #""}"#,
    ])
    func `a body that is no order ends nobody`(body: String) async throws {
        let fixed = FixedGateway()
        try await ServedGateway.run(view: fixed) { gateway in
            let answer = try gateway.ask("/v1/devices/board1/kick", method: "POST", body: body)
            #expect(answer.status == 400)
        }
        #expect(fixed.orders.isEmpty)
    }
}
