// The gateway itself ends, and is started again at once. B, who was in line, comes again every 10
// ms; A does not.

import GatewayTestSupport

extension Scenario {
    static let restarts = [
        restart("sigterm", "SIGTERM") { $0.stopGateway() },
        restart("sigkill", "SIGKILL") { $0.killGateway() },
    ]

    private static func restart(
        _ name: String,
        _ title: String,
        _ end: @escaping @Sendable (Lab) -> Void
    ) -> Scenario {
        Scenario(
            name: name,
            title: "\(title) to the gateway, which is started again at once",
            reach: .noTime
        ) { lab in
            try lab.a.getOn()
            try lab.b.getInLine()
            lab.a.leaveWhenTold(or: .seconds(10))
            lab.b.leaveWhenTold(or: .seconds(10))
            let start = ContinuousClock.now
            end(lab)
            try lab.startGateway()
            return lab.b.next(since: start)
        }
    }
}
