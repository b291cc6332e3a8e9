// How a holder vanishes with its host: its cable is pulled, or it starts anew. What it was doing
// then is the row, how soon it is to be found the tuning.

import GatewayTestSupport

extension Scenario {
    static let vanishing =
        [5, 1].flatMap { seconds in
            [
                vanish("idle", "idle", seconds) { _ in pause(.milliseconds(300)) },
                vanish("talking", "under output", seconds) { lab in
                    lab.startChatter(every: .milliseconds(20))
                    pause(.milliseconds(500))
                },
                vanish("line-a-second", "with one line a second", seconds) { lab in
                    lab.startChatter(every: .seconds(1))
                    pause(.milliseconds(2500))
                },
                vanish("paused", "paused, its window shut", seconds) { lab in
                    try fill(lab)
                },
            ]
        } + [
            reboot("reboot-idle", "idle") { _ in },
            reboot("reboot-talking", "under output") { lab in
                lab.startChatter(every: .milliseconds(20))
            },
        ]

    private static func vanish(
        _ name: String,
        _ title: String,
        _ seconds: Int,
        _ doing: @escaping @Sendable (Lab) throws -> Void
    ) -> Scenario {
        let isSilent = name == "idle"
        let bound = seconds > 1 ? seconds + 1 : isSilent ? 3 : 2
        return Scenario(
            name: "vanish-\(name)-\(seconds)s",
            title: "host vanishes \(title), `dead_peer: \(seconds)s`",
            tuning: Tuning(deadPeerSeconds: seconds),
            pace: .thrice,
            reach: .within(.seconds(bound))
        ) { lab in
            try lab.a.getOn(Buffers(receiveBytes: pausedWindowBytes))
            try lab.b.getInLine()
            try doing(lab)
            return lab.b.next(since: try lab.a.vanish())
        }
    }

    private static func reboot(
        _ name: String,
        _ title: String,
        _ doing: @escaping @Sendable (Lab) throws -> Void
    ) -> Scenario {
        Scenario(
            name: name,
            title: "host reboots \(title), back after 1 s, answers RST; `dead_peer: 5s`",
            tuning: Tuning(deadPeerSeconds: 5),
            reach: .within(.seconds(6))
        ) { lab in
            try lab.a.getOn()
            try lab.b.getInLine()
            try doing(lab)
            let gone = try lab.a.vanish()
            lab.a.reboot()
            if lab.b.staysOff(for: .seconds(1)) { try lab.a.comeBack() }
            return lab.b.onSince.map { .on($0 - gone) } ?? lab.b.next(since: gone)
        }
    }

    /// SO_RCVBUF of a client that will read nothing.
    static let pausedWindowBytes: Int32 = 65_536

    /// Lets the device talk until every buffer on the way to the holder, who reads nothing, is
    /// full.
    static func fill(_ lab: Lab) throws {
        lab.device.say([UInt8](repeating: UInt8(ascii: "x"), count: 16 * 1_048_576))
        try lab.device.waitUntilQuiet(for: .milliseconds(500))
    }
}
