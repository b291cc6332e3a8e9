// `on_acquire` and `on_release`: bytes of the operator's to the device at the beginning and at the
// end of each lease, and what the device says to them.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct AcquireAndReleaseTests {
    private static let keys = [#"on_acquire: "hello\r\n""#, #"on_release: 'bye\x21\r\n'"#]

    @Test(arguments: ["per_lease", "persistent"])
    func `the device hears them around each holder's own bytes`(link: String) throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: Self.keys + ["link: \(link)"])
        for _ in 1...2 {
            let holder = try gateway.holder()
            try holder.read(until: "unknown: hello\r\n\(FakeDevice.prompt)")
            try holder.send("version\r\n")
            try holder.read(until: "\(FakeDevice.version)\r\n\(FakeDevice.prompt)")
            holder.close()
            try gateway.wait(until: "board1", is: "free")
        }
        let once = "hello\r\nversion\r\nbye!\r\n"
        let connections = device.connections.map(\.text)
        #expect(connections == (link == "persistent" ? [once + once] : [once, once]))
        #expect(try gateway.history.sessions(ended: 2).map(\.bytesToDevice) == [9, 9])
    }

    @Test(arguments: ["per_lease", "persistent"])
    func `the next one hears nothing of what the device said to the last`(link: String) throws {
        let device = try FakeDevice.start(.init { $0.answerDelay = .milliseconds(60) })
        let gateway = try GatewayProcess.start(
            for: device,
            keys: [#"on_release: "bye\r\n""#, "link: \(link)"]
        )
        let holder = try gateway.holder()
        try holder.read(until: FakeDevice.prompt)
        let waiter = try gateway.waiter()
        holder.close()
        try waiter.readGrant()
        try waiter.send("mine\r\n")
        let prompt = link == "persistent" ? "" : FakeDevice.prompt
        #expect(try waiter.read(until: "unknown: mine") == prompt + "mine\r\nunknown: mine")
    }

    @Test func `a quiet device is left with a FIN behind them`() throws {
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(for: device, keys: Self.keys)
        let holder = try gateway.holder()
        try holder.read(until: "unknown: hello\r\n\(FakeDevice.prompt)")
        holder.close()
        try device.waitUntilFree()
        #expect(device.last?.ending == .fin)
        #expect(device.last?.text == "hello\r\nbye!\r\n")
    }

    @Test func `a device that takes nothing is not told goodbye`() throws {
        let device = try FakeDevice.start(
            .init {
                $0.manner = .silent
            }
        )
        let gateway = try GatewayProcess.start(for: device, keys: [#"on_release: "bye""#])
        let (_, _, taken) = try gateway.handOverBehindStall(of: device, byteCount: 300_000)
        #expect(taken < atOnce)
    }

    @Test(.needs(.networkNamespaces))
    func `a device hears them once, however many heirs are passed over`() throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start()
        let gateway = try GatewayProcess.start(
            for: device,
            at: host,
            deadPeer: "60s",
            keys: [#"on_acquire: "hello\r\n""#]
        )
        let holder = try gateway.holder()
        let away = try NetcatClient(to: gateway.address(), prefix: host.prefix)
        try away.read(until: "You are 1 of 1 in line.")
        let waiter = try gateway.waiter()
        try host.vanish()
        holder.close()
        try waiter.readGrant()
        try waiter.send("version\r\n")
        try waiter.read(until: FakeDevice.version)
        #expect(device.last?.text == "hello\r\nversion\r\n")
    }
}
