// The controls: holders who are alive and must keep their lease. Paused, or away for a moment. To
// add a row: a value in this list.

import GatewayTestSupport

extension Scenario {
    static let staying = [
        Scenario(
            name: "paused-alive",
            title: "paused for 15 s and alive, `dead_peer: 5s`",
            tuning: Tuning(deadPeerSeconds: 5),
            reach: .keeps
        ) { lab in
            try lab.a.getOn(Buffers(receiveBytes: pausedWindowBytes))
            try lab.b.getInLine()
            try fill(lab)
            return keeps(lab, for: .seconds(15))
        },
        away("away-idle", "idle") { _ in },
        away("away-talking", "under output") { lab in
            lab.startChatter(every: .milliseconds(50))
        },
    ]

    private static func away(
        _ name: String,
        _ title: String,
        _ doing: @escaping @Sendable (Lab) throws -> Void
    ) -> Scenario {
        Scenario(
            name: name,
            title: "host vanishes \(title) and is back after 3 s, `dead_peer: 10s`",
            tuning: Tuning(deadPeerSeconds: 10),
            reach: .keeps
        ) { lab in
            try lab.a.getOn()
            try lab.b.getInLine()
            try doing(lab)
            pause(.milliseconds(300))
            let gone = try lab.a.vanish()
            if !lab.b.staysOff(for: .seconds(3)) { return .lost(.now - gone) }
            try lab.a.comeBack()
            return keeps(lab, for: .seconds(12))
        }
    }

    /// Whether A keeps its lease for so long, and still has the device after that.
    private static func keeps(_ lab: Lab, for duration: Duration) -> Outcome {
        let start = ContinuousClock.now
        guard lab.b.staysOff(for: duration) else { return .lost(.now - start) }
        return lab.a.asks(within: .seconds(10)) ? .kept : .lost(nil)
    }
}
