// The line is full: one sentence, then closed, and a row that says so. A line of no length at all
// is one of the cases.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct QueueFullTests {
    @Test(arguments: [0, 1, 2])
    func `who finds the line full is told, closed, and recorded`(queueMax: Int) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["queue_max: \(queueMax)"])
        let holder = try gateway.holder()
        let waiters = try (0..<queueMax).map { _ in try gateway.waiter() }
        let refused = try gateway.client()
        let sentence = try refused.readFarewell()
        #expect(sentence.hasPrefix("board1: "), "\(sentence)")

        let row = try gateway.history.ended(refused)
        #expect(row.ending == "queue_full gateway arriving")
        #expect(row.role == "refused")
        #expect(row.lease == nil)
        #expect(row.queuePosition == 0)
        #expect(try gateway.status(of: "board1").queue.count == queueMax)
        try holder.send("version\r\n")
        try holder.read(until: FakeDevice.version)
        holder.close()
        for waiter in waiters {
            try waiter.readGrant()
            waiter.close()
        }
    }
}
