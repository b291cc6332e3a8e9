// The disk under the history hangs: its writes neither return nor fail. The devices are used all
// the same, it is said wherever one looks, and what happened is written down when the disk answers.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct DiskHangsTests {
    private static let late = "he history cannot be written: the disk has not answered in time for "

    private static func serve(on disk: HangingDisk) throws -> GatewayProcess {
        let devices = try ["board1", "board2"].map {
            try GatewayHome.Device($0, connect: FakeDevice.start().url)
        }
        return try GatewayHome(devices).serve(prefix: disk.prefix)
    }

    @Test func `within a second all have their device, and their rows afterwards`() throws {
        let disk = try HangingDisk()
        let gateway = try Self.serve(on: disk)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        try disk.hang()
        holder.close()
        let waited = try time {
            try waiter.readGrant()
            try waiter.read(until: FakeDevice.prompt)
        }
        #expect(waited < .seconds(1) + noise)
        let newcomer = try gateway.client(of: "board2")
        let waitedAfter = try time {
            try newcomer.readGrant(of: "board2")
            try newcomer.read(until: FakeDevice.prompt)
        }
        #expect(waitedAfter < atOnce)

        let readiness = try gateway.home.control.get("/readyz")
        #expect(readiness.status == 503 && readiness.body.contains("t" + Self.late))
        let status = try gateway.home.run("status")
        #expect(status.errors.contains("The gateway is not well: t" + Self.late), "\(status)")
        #expect(gateway.errors.ranges(of: "T" + Self.late + "1s.").count == 1)

        try disk.answer()
        try eventually("nothing is wrong") {
            try gateway.home.control.get("/readyz").status == 200
        }
        #expect(gateway.errors.ranges(of: "The history is written again.").count == 1)
        waiter.close()
        newcomer.close()
        let rows = try gateway.history.sessions(ended: 3)
        #expect(rows.map(\.lease) == [1, 2, 3])
        let events = try gateway.history.events()
        #expect(events.count { $0.kind == "grant_not_durable" } == 2)
        gateway.signal(SIGTERM)
        #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(0))
    }

    @Test func `a stop does not wait for it, and says what may be lost`() throws {
        let disk = try HangingDisk()
        let gateway = try Self.serve(on: disk)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        try disk.hang()
        gateway.signal(SIGTERM)
        #expect(try holder.readFarewell().isEmpty == false)
        #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(78))
        #expect(gateway.errors.contains("cannot be closed: its disk does not answer."))
        #expect(gateway.errors.contains("rows of the history may be lost."))
    }
}
