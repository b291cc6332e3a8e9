// A device of a pool that cannot be reached: nobody waits in its line while another's is there, and
// it is tried all the same, for whoever waits elsewhere.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct DeviceIsDownTests {
    @Test func `waiters go on elsewhere, and get the device when it is back`() throws {
        let there = try FakeDevice.start()
        let away = try FakeDevice.start(.init { $0.refusesAtFirst = true })
        let gateway = try GatewayProcess.startPooled([there, away], keys: ["device_ready: 1s"])
        let holder = try gateway.holder(of: "board1")
        let unlucky = try gateway.pooled()
        try unlucky.readGrant(of: "board2")
        let first = try gateway.pooledWaiter()
        let second = try gateway.pooledWaiter()
        #expect(try gateway.queue(of: "board2") == ["\(second.address)"])
        #expect(try unlucky.readToEnd().1 == .closed)
        let waiting = ["\(first.address)", "\(second.address)"]
        try eventually("both wait for board1") { try gateway.queue(of: "board1") == waiting }
        #expect(try gateway.status(of: "board2").state == "down")

        let late = try gateway.pooledWaiter()
        #expect(try gateway.queue(of: "board1") == waiting + ["\(late.address)"])
        try away.welcome()
        try first.readToGrant(of: "board2")
        try first.read(until: FakeDevice.prompt)
        #expect(try gateway.queue(of: "board1") == Array(waiting[1...]) + ["\(late.address)"])
        holder.close()
        try second.readToGrant(of: "board1")
    }
}
