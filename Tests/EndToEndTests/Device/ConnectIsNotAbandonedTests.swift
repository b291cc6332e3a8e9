// A connect that is abandoned during the handshake can kill a board's listener until somebody
// resets the board. So the gateway lets it end by itself, whoever has left meanwhile.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd, .needs(.networkNamespaces)) struct ConnectIsNotAbandonedTests {
    @Test(arguments: [true, false])
    func `a holder that leaves during the handshake does not kill the board`(
        byReset: Bool
    ) throws {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(in: host)
        let gateway = try GatewayProcess.start(for: device)
        try host.loseHandshakes()
        let holder = try gateway.client()
        try eventually("the handshake has begun") { device.handshakes.count == 1 }
        if byReset { holder.reset() } else { holder.close() }
        _ = try gateway.history.firstEnded()
        try host.comeBack()
        // Whether it comes before the handshake is done or after that, it is served.
        let next = try gateway.client()
        try next.readToGrant()
        try next.read(until: FakeDevice.prompt)
        try next.send("version\r\n")
        try next.read(until: FakeDevice.version)
        #expect(device.deaths.isEmpty)
        #expect(device.sawOneAtATime)
    }

    /// A gateway that is stopped while its connect to a device is under way.
    private static func stopped() throws -> (
        host: NetworkNamespace, device: FakeDevice, gateway: GatewayProcess
    ) {
        let host = try NetworkNamespace.start()
        let device = try FakeDevice.start(in: host)
        let gateway = try GatewayProcess.start(for: device)
        try host.loseHandshakes()
        let holder = try gateway.client()
        try holder.readToGrant()
        try eventually("the handshake has begun") { device.handshakes.count == 1 }
        gateway.signal(SIGTERM)
        return (host, device, gateway)
    }

    @Test(arguments: [false, true])
    func `a stop in the middle of the handshake waits for it`(
        untilAllElseIsCut isLate: Bool
    ) throws {
        let (host, device, gateway) = try Self.stopped()
        if isLate {
            try eventually("all else is cut") {
                gateway.errors.contains(
                    "a connect to the device is under way, and has 2.2s to end by itself"
                )
            }
        }
        try host.comeBack()
        #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(0))
        #expect(!gateway.errors.contains("was cut short"))
        let next = try gateway.home.serve().client()
        try next.readToGrant()
        try next.read(until: FakeDevice.prompt)
        #expect(device.deaths.isEmpty)
    }

    @Test func `a stop waits for a handshake nearly as long as it may take, and says so`() throws {
        let stop = try time {
            let (_, _, gateway) = try Self.stopped()
            #expect(try gateway.waitForExit(within: stopMax + noise) == .exited(0))
            #expect(
                gateway.errors.contains(
                    "a connect to the device was cut short; it may need a reset"
                )
            )
        }
        #expect(stop > .milliseconds(4_500))
    }
}
