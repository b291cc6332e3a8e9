// Holders and waiters of a pool leave in the same moment, with what they were told unread, while
// others come. Nobody is forgotten in any line, no device is kept for one who has left, and who
// comes next is on.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct EverybodyLeavesPoolTests {
    @Test func `when all leave at once the next ones are on`() throws {
        let devices = try (0..<2).map { _ in
            try FakeDevice.start(.init { $0.whileTaken = .resets })
        }
        let gateway = try GatewayProcess.startPooled(devices, keys: ["notices: on"])
        let address = try gateway.poolAddress()
        let own = try gateway.address(of: "board2")
        for _ in 0..<10 {
            let all = try (0..<20).map { number in
                try LineClient.connect(to: number % 5 == 4 ? own : address)
            }
            try eventually("all are here") {
                let devices = try gateway.status().devices
                return devices.reduce(0) { $0 + $1.queue.count } == 18
                    && devices.allSatisfy { $0.state == "held" }
            }
            all.forEach { $0.close() }
            let next = try (1...2).map { _ in try LineClient.connect(to: address) }
            let boards = try next.map { client in
                let granted = " is yours (lease "
                return try client.read(until: granted).hasSuffix("board1\(granted)") ? 1 : 2
            }
            #expect(Set(boards) == [1, 2])
            next.forEach { $0.close() }
            for number in 1...2 { try gateway.wait(until: "board\(number)", is: "free") }
        }
        let rows = try gateway.history.sessions(ended: 220)
        #expect(rows.count == 220)
        #expect(devices.allSatisfy { $0.sawOneAtATime })
    }

    @Test func `a stop ends everybody, wherever they wait`() throws {
        let devices = try (0..<3).map { _ in try FakeDevice.start() }
        let gateway = try GatewayProcess.startPooled(devices)
        let all = try (0..<9).map { number in
            let client = try gateway.pooled()
            if number >= 3 { try client.readPlace() } else { _ = try client.readNotice() }
            return client
        }
        gateway.signal(15)
        #expect(try gateway.waitForExit(within: stopMax) == .exited(0))
        let rows = try gateway.history.sessions(ended: 9)
        #expect(rows.allSatisfy { $0.endReason == "gateway_shutdown" })
        #expect(all.count == rows.count)
    }
}
