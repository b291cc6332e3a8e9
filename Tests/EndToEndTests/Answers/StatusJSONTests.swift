// `status --json` and GET /v1/devices: one document, its keys letter for letter. More keys may
// come, none of these may go.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct StatusJSONTests {
    @Test func `the document has the promised keys, with a holder and a waiter`() throws {
        let device = try FakeDevice.start()
        let home = try GatewayHome([
            .init(connect: device.url, keys: ["description: nRF52 DK"]),
            .init("board2", connect: "tcp://127.0.0.1:9"),
        ])
        let gateway = try home.serve()
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try gateway.wait(until: "board1", is: "held")
        let finished = try home.run("status", "--json")
        #expect(finished.status == .exited(0), "\(finished)")
        for text in [finished.output, try home.control.get("/v1/devices").body] {
            let document = try JSONObject(text)
            #expect(document.keys.isSuperset(of: ["gateway", "devices"]))
            let about = try #require(document[object: "gateway"])
            #expect(about.keys.isSuperset(of: ["name", "version", "started_at"]))
            #expect(about[text: "name"] == "lab1")
            #expect(about[text: "started_at"]?.isMoment == true)
            let devices = try #require(document[list: "devices"])
            try expectHeld(try #require(devices.first), holder: holder, waiter: waiter)
            try expectFree(try #require(devices.last))
        }
    }

    @Test func `GET of one device is the bare device object`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let answer = try gateway.home.control.get("/v1/devices/board1")
        #expect(answer.status == 200)
        let object = try JSONObject(answer.body)
        #expect(object[text: "device"] == "board1")
        #expect(object[text: "state"] == "free")
    }

    @Test func `the figures go on`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        _ = try gateway.waiter()
        let first = try #require(try gateway.status(of: "board1").holder)
        try eventually("held, idle and waited grow") {
            let now = try gateway.status(of: "board1")
            guard let now = now.holder, let waiter = try gateway.status(of: "board1").queue.first
            else { return false }
            return now.heldMs > first.heldMs && now.idleMs > first.idleMs + 100
                && waiter.waitedMs > 100 && now.session == first.session
        }
        try holder.send("version\r\n")
        try eventually("a byte of the holder's ends its idling") {
            try gateway.status(of: "board1").holder.map { $0.idleMs < 1000 } ?? false
        }
    }

    private func expectHeld(
        _ device: JSONObject,
        holder: LineClient,
        waiter: LineClient
    ) throws {
        #expect(
            device.keys.isSuperset(of: [
                "device", "description", "state", "lease", "holder", "queue", "observers", "link",
                "listen",
            ])
        )
        #expect(device[text: "device"] == "board1")
        #expect(device[text: "description"] == "nRF52 DK")
        #expect(device[text: "state"] == "held")
        #expect(device[number: "lease"] != nil)
        #expect(device[number: "observers"] == 0)
        #expect(device[text: "link"] == "open")
        let held = try #require(device[object: "holder"])
        #expect(
            held.keys.isSuperset(of: [
                "session", "user", "address", "via", "granted_at", "held_ms", "idle_ms",
                "last_heard_ms", "probes_unanswered",
            ])
        )
        #expect(held.isNull("user"))
        #expect(held[text: "address"] == "\(holder.address)")
        #expect(held[text: "via"] == "raw")
        #expect(held[text: "granted_at"]?.isMoment == true)
        let queue = try #require(device[list: "queue"])
        #expect(queue.count == 1)
        let entry = try #require(queue.first)
        #expect(
            entry.keys.isSuperset(of: [
                "session", "position", "user", "address", "via", "waited_ms",
            ])
        )
        #expect(entry[number: "position"] == 1)
        #expect(entry[text: "address"] == "\(waiter.address)")
    }

    private func expectFree(_ device: JSONObject) throws {
        #expect(device[text: "device"] == "board2")
        #expect(device[text: "state"] == "free")
        #expect(device.isNull("holder"))
        #expect(device[list: "queue"]?.isEmpty == true)
        #expect(device[text: "link"] == "closed")
        let listen = try #require(device.members["listen"] as? [String])
        #expect(listen.count == 1)
        #expect(listen[0].wholeMatch(of: /raw:\/\/127\.0\.0\.1:[1-9]\d+/) != nil, "\(listen)")
    }
}
