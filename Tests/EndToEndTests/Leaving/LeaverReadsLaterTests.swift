// A session that ends while its client is behind with the device's output: the next one is on at
// once, and whoever left gets every byte that was taken for it, then the reason, then FIN.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct LeaverReadsLaterTests {
    private static let farewell = "\r\n[hotseat] board1: the device closed the connection.\r\n"

    @Test func `when the device closes, a paused holder still gets all that it said`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.pausedHolder(of: device)
        let waiter = try gateway.waiter()
        let taken = try time {
            device.close()
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        #expect(try gateway.history.ended(holder).ending == "device_closed device holding")
        try lookAway()
        let (text, ending) = try holder.readToEnd()
        #expect(ending == .closed)
        #expect(text == Numbered.text + Self.farewell)
    }

    @Test func `one that has read nothing for client_stall gets all of it, and the reason`()
        throws
    {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device, keys: ["client_stall: 3s"])
        let holder = try gateway.pausedHolder(of: device)
        let waiter = try gateway.waiter()
        try waiter.readGrant(within: .seconds(10))
        let row = try gateway.history.ended(holder)
        #expect(row.ending == "client_stalled client holding")
        #expect(row.bytesFromDevice == Numbered.text.utf8.count)
        let (text, ending) = try holder.readToEnd()
        #expect(ending == .closed)
        #expect(text == Numbered.text + "\r\n[hotseat] board1: your end reads nothing.\r\n")
    }

    @Test func `an operator's words come behind all of it`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        // More than fits: some is left with the device.
        let holder = try gateway.pausedHolder(
            of: device,
            saying: String(repeating: Numbered.text, count: 40)
        )
        let kick = try gateway.home.run("kick", "board1", "--because", "lunch")
        #expect(kick.status == .exited(0), "\(kick)")
        try lookAway()
        let (text, ending) = try holder.readToEnd()
        #expect(ending == .closed)
        let words = try #require(text.firstRange(of: "\r\n[hotseat] "))
        #expect(text[words.lowerBound...].hasSuffix(" ended your session: lunch.\r\n"))
        let row = try gateway.history.ended(holder)
        #expect(text[..<words.lowerBound].utf8.count == row.bytesFromDevice)
        #expect(String(repeating: Numbered.text, count: 40).hasPrefix(text[..<words.lowerBound]))
    }

    @Test func `one that has half-closed is passed by the next, and still gets all of it`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.pausedHolder(of: device)
        let waiter = try gateway.waiter()
        let taken = try time {
            holder.halfClose()
            try waiter.readGrant()
        }
        #expect(taken < atOnce)
        try lookAway()
        let (text, ending) = try holder.readToEnd()
        #expect(ending == .closed)
        #expect(text == Numbered.text)
    }

    @Test func `one that has half-closed gets all of it, and the reason, when the device closes`()
        throws
    {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.start(for: device, keys: ["fin_linger: 30s"])
        let holder = try gateway.client(receiveBufferBytes: 4_096)
        try holder.readGrant()
        try holder.send("dump\n")
        holder.halfClose()
        try device.waitToReceive("dump\n")
        device.say(Numbered.text)
        try device.waitUntilQuiet()
        device.close()
        try lookAway()
        let (text, ending) = try holder.readToEnd()
        #expect(ending == .closed)
        #expect(text == Numbered.text + Self.farewell)
    }

    @Test func `a telnet client gets all of it`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let gateway = try GatewayProcess.telnet(for: device)
        let holder = try gateway.pausedHolder(of: device)
        device.close()
        try lookAway()
        let (text, ending) = try holder.readToEnd()
        #expect(ending == .closed)
        // A newline is CR LF on the wire, unless it is one already.
        #expect(text.replacing("\r\n", with: "\n").hasPrefix(Numbered.text))
        #expect(text.hasSuffix(Self.farewell))
    }

    @Test func `a client with TLS gets all of it`() throws {
        let device = try FakeDevice.start(.init { $0.manner = .silent })
        let certificates = try TestCertificates()
        let gateway = try GatewayProcess.start(for: device, with: certificates)
        let holder = try TLSClient(to: gateway.address(), trusting: certificates)
        try holder.read(until: "is yours")
        try holder.pause()
        let text = String(repeating: Numbered.text, count: 5)
        device.say(text)
        try device.waitUntilQuiet()
        device.close()
        try lookAway()
        try holder.goOn()
        try holder.waitForFarewell()
        #expect(holder.output.hasSuffix(").\r\n" + text + Self.farewell))
    }
}
