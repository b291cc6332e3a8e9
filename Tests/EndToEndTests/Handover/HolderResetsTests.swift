// The holder resets its connection (RST): told apart from a FIN in the record, and as fast. The
// other ways to leave are in files beside this one.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct HolderResetsTests {
    @Test func `a holder's RST hands over at once`() throws {
        let device = try FakeDevice.start(.init { $0.whileTaken = .resets })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.reset()
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        #expect(try waiter.read(until: FakeDevice.prompt) == FakeDevice.prompt)
        waiter.reset()
        let rows = try gateway.history.sessions(ended: 2)
        #expect(rows.map(\.ending) == Array(repeating: "client_reset client holding", count: 2))
        #expect(device.sawOneAtATime)
    }
}
