// The notices of a raw listener by default (`notices: edges`): in line, grant, end, letter for
// letter, and nothing between.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct NoticesOnTheEdgesTests {
    @Test func `the grant is one line, and then come only the device's bytes`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.client()
        let text = try holder.read(until: FakeDevice.prompt)
        let lease = try #require(try gateway.status(of: "board1").lease)
        #expect(text == "\r\n[hotseat] board1 is yours (lease \(lease)).\r\n> ")
    }

    @Test func `the place in line is one line`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        _ = try gateway.holder(from: "127.0.0.7")
        let first = try gateway.client()
        let notice = try first.readNotice()
        let words =
            /board1 is held by 127\.0\.0\.7(:\d+)? for \d+s, idle \d+s\. You are 1 of 1 in line\./
        #expect(notice.wholeMatch(of: words) != nil, "\(notice)")
        let second = try gateway.client()
        #expect(try second.readNotice().hasSuffix(" You are 2 of 2 in line."))
    }

    @Test func `nothing is said between the place in line and the grant`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        let leaver = try gateway.waiter()
        let waiter = try gateway.waiter()
        leaver.close()
        try eventually("one waits") { try gateway.status(of: "board1").queue.count == 1 }
        holder.close()
        try waiter.readGrant()
        #expect(try waiter.read(until: FakeDevice.prompt) == FakeDevice.prompt)
    }

    @Test func `the end is one line in words`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        device.close()
        let sentence = try holder.readFarewell()
        #expect(!sentence.contains("device_closed"), "\(sentence)")
    }
}
