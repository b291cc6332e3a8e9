// `notices: on`: whoever moves up in line is told, the first ten at once, the others every 5 s.
// What a line of text looks like is tested where the default notices are.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct NoticesOnTests {
    @Test func `the first ten are told their new place at once`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: ["notices: on"])
        let holder = try gateway.holder()
        let waiters = try (1...12).map { number in
            let waiter = try gateway.client()
            #expect(try waiter.readPlace() == .init(number, of: number))
            return waiter
        }
        let moved = ContinuousClock.now
        waiters[0].close()
        for number in 1...10 {
            #expect(try waiters[number].readPlace() == .init(number, of: 11))
        }
        #expect(ContinuousClock.now - moved < atOnce)
        #expect(try waiters[11].readPlace() == .init(11, of: 11))
        #expect(ContinuousClock.now - moved < .seconds(5) + noise)

        holder.close()
        try waiters[1].readGrant()
        #expect(try waiters[2].readPlace() == .init(1, of: 10))
    }
}
