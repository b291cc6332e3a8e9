// The holder's process is killed (SIGKILL) while output of the device lies unread in its kernel, a
// little or so much that the way back to the device is full.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct HolderKilledWithUnreadOutputTests {
    @Test(arguments: [1_000, 30_000_000])
    func `kill -9 of a client with unread output hands over at once`(unreadBytes: Int) throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        let address = try gateway.address()
        let holder = try NetcatClient(to: address)
        try holder.read(until: "is yours")
        holder.pause()
        try device.waitForConnection(1)
        device.say([UInt8](repeating: UInt8(ascii: "u"), count: unreadBytes))
        try eventually("output waits unread in the client's kernel") {
            try holder.unreadInKernelCount(of: address) >= min(unreadBytes, 100_000)
        }
        try device.waitUntilQuiet()
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.kill()
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        try device.waitForConnection(2)
        device.say("clean")
        #expect(try waiter.read(count: 5) == Array("clean".utf8))
        let row = try gateway.history.firstEnded()
        #expect(row.ending == "client_reset client holding")
    }
}
