// The device closes, vanishes, comes back. A holds and leaves as soon as it is told, B waits. To
// add a row: a value in this list.

import GatewayTestSupport

extension Scenario {
    static let devices = [
        Scenario(
            name: "device-closes",
            title: "the device closes; the next one is on",
            reach: .noTime
        ) { lab in
            try lab.a.getOn()
            try lab.b.getInLine()
            let closed = ContinuousClock.now
            lab.device.close()
            lab.a.leaveWhenTold()
            return lab.b.next(since: closed)
        },
        vanished("device-vanishes-typing", "while the holder types", every: .milliseconds(500)),
        vanished("device-vanishes-idle", "while nobody types", every: nil),
        Scenario(
            name: "device-comes-back",
            title: "the device was away for 8 s and starts anew; from then to the next one on",
            tuning: Tuning(deadPeerSeconds: 5),
            reach: .noTime
        ) { lab in
            try lab.a.getOn()
            try lab.b.getInLine()
            try lab.deviceHost.vanish()
            try lab.device.reboot()
            lab.a.leaveWhenTold(or: .seconds(9))
            guard lab.b.staysOff(for: .seconds(8)) else {
                throw Unexpected(description: "B is on a device that is away")
            }
            let back = ContinuousClock.now
            try lab.deviceHost.comeBack()
            return lab.b.next(since: back)
        },
    ]

    private static func vanished(
        _ name: String,
        _ title: String,
        every rest: Duration?
    ) -> Scenario {
        Scenario(
            name: name,
            title: "the device vanishes \(title), `dead_peer: 5s`; the holder is told",
            tuning: Tuning(deadPeerSeconds: 5),
            pace: .thrice,
            reach: .within(.seconds(6))
        ) { lab in
            try lab.a.getOn()
            pause(.milliseconds(300))
            let gone = ContinuousClock.now
            try lab.deviceHost.vanish()
            while ContinuousClock.now - gone < waitMax {
                if let rest {
                    try? lab.a.line?.send("A")
                    lab.a.waitForEnd(within: rest)
                } else {
                    lab.a.waitForEnd(within: waitMax)
                }
                if lab.a.line?.ending != nil { return .told(.now - gone) }
            }
            return .never(within: waitMax)
        }
    }
}
