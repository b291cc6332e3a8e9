// `priority`: somebody who counts for more is served before those who came earlier, and everybody
// is told the truth about that.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct PriorityTests {
    @Test func `a higher priority is served first, and within one who came first`() throws {
        let device = try FakeDevice.start()
        let keys = ["notices: on", "priority: {ci: -10, boss: 5}"]
        let gateway = try GatewayProcess.startAsking("name", for: device, keys: keys)
        let holder = try gateway.client(saying: "alice\n")
        try holder.readGrant()
        let ci = try gateway.client(saying: "ci\n")
        #expect(try ci.readPlace() == .init(1, of: 1))
        let bob = try gateway.client(saying: "bob\n")
        #expect(try bob.readPlace() == .init(1, of: 2))
        #expect(try ci.readPlace() == .init(2, of: 2))
        let boss = try gateway.client(saying: "boss\n")
        #expect(try boss.readPlace() == .init(1, of: 3))
        let carol = try gateway.client(saying: "carol\n")
        #expect(try carol.readPlace() == .init(3, of: 4))

        let queue = try gateway.status(of: "board1").queue
        #expect(queue.map(\.user) == ["boss", "bob", "carol", "ci"])
        var leaving = holder
        for next in [boss, bob, carol, ci] {
            leaving.close()
            try next.readToGrant()
            leaving = next
        }
    }
}
