// An operator takes a device out of service: the holder stays to its own end, whoever waits is
// ended, whoever comes is refused, and each row says by whom.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DrainTests {
    @Test func `the holder stays, waiters end and arrivals are refused`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        let finished = try gateway.home.run("drain", "board1")
        #expect(finished.status == .exited(0), "\(finished)")
        #expect(finished.errors == "board1 goes out of service when its holder leaves.\n")
        #expect(try waiter.readFarewell() == "board1: the device is out of service.")
        #expect(try gateway.status(of: "board1").state == "draining")
        let late = try gateway.client()
        #expect(try late.readFarewell() == "board1: the device is out of service.")

        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        holder.close()
        try gateway.wait(until: "board1", is: "drained")
        let name = try Account.ownName
        let rows = try gateway.history.sessions(ended: 3)
        #expect(
            rows.map(\.ending) == [
                "client_closed client holding", "device_drained operator queued",
                "device_drained operator arriving",
            ]
        )
        #expect(rows.map(\.endActor) == [nil, name, name])
        #expect(device.connections.count == 1)
    }

    @Test func `who did it is among the events of those who were there`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let session = try #require(try gateway.status(of: "board1").holder).session
        #expect(try gateway.home.run("drain", "board1").status == .exited(0))
        #expect(try gateway.home.run("resume", "board1").status == .exited(0))
        let show = try gateway.home.run("sessions", "show", "\(session)")
        let name = try Account.ownName
        #expect(show.output.contains("device_drained  by \(name)"), "\(show)")
        #expect(show.output.contains("device_resumed  by \(name)"), "\(show)")
        #expect(gateway.errors.contains("drained"))
    }

    @Test func `with notices on the holder is told`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["notices: on"])
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        #expect(try gateway.home.run("drain", "board1").status == .exited(0))
        #expect(try holder.readNotice() == "board1 goes out of service when you leave.")
        #expect(try gateway.home.run("resume", "board1").status == .exited(0))
        #expect(try holder.readNotice() == "board1 stays in service.")
    }

    @Test func `with notices at the edges the holder's stream has nothing in it`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        #expect(try gateway.home.run("drain", "board1").status == .exited(0))
        #expect(try gateway.home.run("resume", "board1").status == .exited(0))
        try holder.send("version\r\n")
        #expect(try !holder.read(until: FakeDevice.version).contains("hotseat"))
    }

    @Test func `again is as good as once, and an unknown device is 1`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        for _ in 1...2 {
            let drain = try gateway.home.run("drain", "board1")
            #expect(drain.status == .exited(0))
            #expect(drain.errors == "board1 is out of service.\n")
        }
        for _ in 1...2 {
            let resume = try gateway.home.run("resume", "board1")
            #expect(resume.status == .exited(0))
            #expect(resume.errors == "board1 is in service.\n")
        }
        for verb in ["drain", "resume"] {
            let unknown = try gateway.home.run(verb, "bord1")
            #expect(unknown.status == .exited(1))
            #expect(unknown.errors.contains("Did you mean 'board1'?"))
        }
        let count = "SELECT count(*) AS id FROM service_orders"
        struct Count: Decodable { let id: Int }
        #expect(try gateway.history.query(count, as: Count.self).map(\.id) == [2])
    }
}
