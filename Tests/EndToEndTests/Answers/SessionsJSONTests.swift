// `sessions --json` and GET /v1/sessions: an object for each row, its keys the columns, its moments
// RFC 3339, newest first.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct SessionsJSONTests {
    @Test func `a session is an object on a line, with every column`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        let waiter = try gateway.waiter()
        holder.close()
        try waiter.readGrant()
        try gateway.history.ended(holder)
        let finished = try gateway.home.run("sessions", "--json")
        #expect(finished.status == .exited(0), "\(finished)")
        let lines = try JSONObject.lines(finished.output)
        let answer = try JSONObject(try gateway.home.control.get("/v1/sessions").body)
        #expect(answer.keys.isSuperset(of: ["sessions", "cursor"]))
        #expect(answer.isNull("cursor"))
        for sessions in [lines, try #require(answer[list: "sessions"])] {
            #expect(
                sessions.map { $0[text: "address"] } == ["\(waiter.address)", "\(holder.address)"]
            )
            let live = try #require(sessions.first)
            let ended = try #require(sessions.last)
            #expect(live.keys.isSuperset(of: sessionColumns))
            #expect(ended.keys.isSuperset(of: sessionColumns))
            #expect(live.isNull("ended_at") && live.isNull("end_reason"))
            for key in ["arrived_at", "granted_at", "ended_at"] {
                #expect(ended[text: key]?.isMoment == true)
            }
            #expect(ended.isNull("user"))
            #expect(ended[text: "end_reason"] == "client_closed")
            #expect(ended[number: "bytes_to_device"] == 9)
            #expect(ended[number: "held_ms"] != nil)
            let id = try #require(ended[number: "id"])
            let alone = try gateway.home.control.get("/v1/sessions/\(id)")
            #expect(alone.status == 200)
            #expect(try JSONObject(alone.body).keys.isSuperset(of: sessionColumns))
        }
    }

    @Test func `pages are tied by a cursor`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["queue_max: 0"])
        _ = try gateway.holder()
        for _ in 1...6 { _ = try gateway.client().readFarewell() }
        try eventually("seven rows") { try gateway.history.sessions().count == 7 }
        var ids: [Int] = []
        var target = "/v1/sessions?limit=3"
        for _ in 1...3 {
            let page = try JSONObject(try gateway.home.control.get(target).body)
            ids += try #require(page[list: "sessions"]).compactMap { $0[number: "id"] }
            guard let cursor = page[text: "cursor"] else { break }
            target = "/v1/sessions?limit=3&cursor=\(cursor)"
        }
        #expect(ids == Array(try gateway.history.sessions().map(\.id).reversed()))
    }
}
