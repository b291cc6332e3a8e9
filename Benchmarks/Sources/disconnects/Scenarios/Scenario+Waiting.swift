// Waiters who are gone before their turn, and what they typed in line. A holds, B waits, C waits
// behind B; then A leaves with a FIN.

import GatewayTestSupport

extension Scenario {
    static let waiting = [
        gone("waiter-fin", "by FIN", .soonest, pace: .often) { b in b.leave(.fin) },
        gone("waiter-rst", "by RST", .soonest, pace: .often) { b in b.leave(.reset) },
        gone("waiter-vanished-1s", "by vanishing, 1 s before its turn", .atMostLater(.seconds(1))) {
            b in
            _ = try b.vanish()
            pause(.seconds(1))
        },
        gone("waiter-vanished-20s", "by vanishing, 20 s before its turn", .atMostLater(.seconds(1)))
        { b in
            _ = try b.vanish()
            pause(.seconds(20))
        },
        Scenario(
            name: "waiter-types-leaves",
            title: "a waiter types `reboot` and leaves; the one behind it",
            reach: .noTime
        ) { lab in
            try line(lab)
            lab.forbidden = ["reboot"]
            try lab.b.line?.send("reboot\r\n")
            pause(.milliseconds(100))
            lab.b.leave(.fin)
            return try turn(of: lab.c, lab)
        },
        Scenario(
            name: "waiter-types-stays",
            title: "a waiter types `reboot` and stays until its turn; that same one",
            reach: .noTime
        ) { lab in
            try lab.a.getOn()
            try lab.b.getInLine()
            lab.forbidden = ["reboot"]
            try lab.b.line?.send("reboot\r\n")
            return try turn(of: lab.b, lab)
        },
    ]

    private static func gone(
        _ name: String,
        _ how: String,
        _ reach: Reach,
        pace: Pace = .once,
        _ go: @escaping @Sendable (Visitor) throws -> Void
    ) -> Scenario {
        Scenario(
            name: name,
            title: "a waiter leaves \(how); the one behind it",
            pace: pace,
            reach: reach
        ) { lab in
            try line(lab)
            try go(lab.b)
            pause(.milliseconds(100))
            return lab.c.next(since: lab.a.leave(.fin))
        }
    }

    private static func line(_ lab: Lab) throws {
        try lab.a.getOn()
        try lab.b.getInLine()
        try lab.c.getInLine()
    }

    /// A leaves, and the visitor's turn comes; then there is time for what was typed to arrive.
    private static func turn(of visitor: Visitor, _ lab: Lab) throws -> Outcome {
        pause(.milliseconds(100))
        let outcome = visitor.next(since: lab.a.leave(.fin))
        pause(.milliseconds(500))
        return outcome
    }
}
