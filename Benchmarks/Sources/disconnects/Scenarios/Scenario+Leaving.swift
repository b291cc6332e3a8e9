// How a holder whose host is there leaves: FIN, FIN behind a device that takes nothing, half-close,
// RST, killed.

import GatewayTestSupport

extension Scenario {
    static let leaving = [
        farewell("fin", "FIN", .fin),
        farewell("rst", "RST", .reset),
        farewell(
            "fin-ready",
            "FIN, and the device is ready again at once",
            .fin,
            reach: .within(.milliseconds(5))
        ) { habits in
            habits.deafAfterClose = .zero
        },
        Scenario(
            name: "fin-talking",
            title: "FIN while the device talks",
            reach: .withinByReset(.seconds(1))
        ) { lab in
            try lab.a.getOn(Buffers(receiveBytes: 65_536))
            try lab.b.getInLine()
            lab.device.say([UInt8](repeating: UInt8(ascii: "x"), count: 16 * 1_048_576))
            lab.a.readOn()
            pause(.milliseconds(300))
            let outcome = lab.b.next(since: lab.a.leave(.halfClose))
            guard case .on(let time) = outcome else { return outcome }
            return .freed(time, by: lab.device.connections.first?.ending)
        },
        Scenario(
            name: "killed",
            title: "SIGKILL with unread data",
            pace: .often,
            reach: .soonest
        ) { lab in
            try lab.a.getOn()
            try lab.b.getInLine()
            let said = lab.device.last?.saidCount ?? 0
            lab.device.say([UInt8](repeating: UInt8(ascii: "x"), count: 100_000))
            try eventually("it is said") { (lab.device.last?.saidCount ?? 0) >= said + 100_000 }
            try lab.a.handOver()
            pause(.milliseconds(20))
            return lab.b.next(since: lab.a.leave(.killed))
        },
        stalled("stalled-1m", 1, within: .milliseconds(200), Tuning()),
        stalled("stalled-16m", 16, within: .seconds(7), Tuning(deviceStallSeconds: 5)),
        halfClose("half-close", "at once", .zero),
        halfClose("half-close-late", "after 700 ms", .milliseconds(700)),
    ]

    private static func farewell(
        _ name: String,
        _ title: String,
        _ farewell: Visitor.Farewell,
        reach: Reach = .soonest,
        _ habits: @escaping @Sendable (inout FakeDevice.Habits) -> Void = { _ in }
    ) -> Scenario {
        Scenario(
            name: name,
            title: title,
            habits: habits,
            pace: .often,
            reach: reach
        ) { lab in
            try lab.a.getOn()
            try lab.b.getInLine()
            return lab.b.next(since: lab.a.leave(farewell))
        }
    }

    /// The device takes nothing, and the holder's kernel has the rest of its bytes when it leaves.
    private static func stalled(
        _ name: String,
        _ mebibytes: Int,
        within bound: Duration,
        _ tuning: Tuning
    ) -> Scenario {
        let count = mebibytes * 1_048_576
        return Scenario(
            name: name,
            title: "FIN behind a stalled device, \(mebibytes) MiB unread",
            tuning: tuning,
            reach: .within(bound)
        ) { lab in
            try lab.a.getOn(Buffers(sendBytes: Int32(2 * count)))
            try lab.b.getInLine()
            lab.device.stall()
            try lab.a.type(count)
            pause(.milliseconds(300))
            let outcome = lab.b.next(since: lab.a.leave(.fin))
            lab.device.goOn()
            pause(.milliseconds(300))
            return outcome
        }
    }

    /// `printf 'version\r\n' | nc -N`: is the answer received whole?
    private static func halfClose(
        _ name: String,
        _ when: String,
        _ delay: Duration
    ) -> Scenario {
        Scenario(
            name: name,
            title: "half-close (`nc -N`), the device answers \(when)",
            habits: { $0.answerDelay = delay },
            reach: .answers
        ) { lab in
            try lab.a.getOn()
            let start = ContinuousClock.now
            guard let line = lab.a.line else { return .cut }
            try line.send("version\r\n")
            line.halfClose()
            do {
                try line.read(until: FakeDevice.version + "\r\n", within: .seconds(5))
                return .answered(.now - start)
            } catch {
                return .cut
            }
        }
    }
}
