// The gateway itself is stopped or killed, with a holder and somebody in line: a device of any kind
// is left so that the next gateway has it at once.

import GatewayTestSupport
import Glibc
import Testing

@Suite(.endToEnd) struct GatewayEndsTests {
    @Test(arguments: DeviceKind.allCases, [SIGTERM, SIGKILL])
    func `the next gateway finds a usable device`(kind: DeviceKind, signal: Int32) throws {
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device)
        _ = try gateway.holder(on: device)
        _ = try gateway.waiter()
        try eventually("both are in the record") { try gateway.history.sessions().count == 2 }
        gateway.signal(signal)
        let isStopped = signal == SIGTERM
        let end = try gateway.waitForExit(within: stopMax + noise)
        #expect(end == (isStopped ? .exited(0) : .signalled(signal)))

        let again = try gateway.home.serve()
        let next = try again.client()
        let taken = try time { try next.readGrant() }
        #expect(taken < atOnce)
        try device.expectAlone(next)
        #expect(device.visits == ["first", "mine"])
        let reason = isStopped ? "gateway_shutdown" : "gateway_crash"
        #expect(
            try again.history.sessions().prefix(2).map(\.ending) == [
                "\(reason) gateway holding", "\(reason) gateway queued",
            ]
        )
    }

    @Test(arguments: DeviceKind.allCases, [SIGTERM, SIGKILL])
    func `so it does where the device takes nothing of what its holder sent`(
        kind: DeviceKind,
        signal: Int32
    ) throws {
        let device = try kind.start()
        let gateway = try GatewayProcess.start(for: device)
        let holder = try gateway.holder(on: device)
        try device.stall()
        try holder.send([UInt8](repeating: UInt8(ascii: "r"), count: 30_000))
        try eventually("the gateway has read what it can") { holder.unacknowledgedCount == 0 }
        gateway.signal(signal)
        _ = try gateway.waitForExit(within: stopMax + noise)

        let again = try gateway.home.serve()
        let next = try again.client()
        let taken = try time { try next.readGrant() }
        #expect(taken < atOnce)
        try device.waitForVisit(2)
        device.goOn()
        try device.expectAlone(next)
        let reason = signal == SIGTERM ? "gateway_shutdown" : "gateway_crash"
        #expect(try again.history.firstEnded().ending == "\(reason) gateway holding")
    }
}
