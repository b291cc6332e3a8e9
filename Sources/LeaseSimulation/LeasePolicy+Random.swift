// The rules of a simulated device, drawn so that each limit is reached in some runs and far away in
// others.

import LeaseCore

extension LeasePolicy {
    static func random(by chance: inout SplitMix64) -> LeasePolicy {
        var policy = LeasePolicy(
            queueDepthMax: chance.pick([0, 1, 1, 2, 3, 5, 64]),
            queueTimeout: chance.pick([
                .milliseconds(1_500), .seconds(10), .seconds(8 * 3600), .seconds(8 * 3600),
            ]),
            deviceReady: chance.pick([
                .milliseconds(5), .milliseconds(200), .seconds(3), .seconds(45), .seconds(45),
            ]),
            linkLife: chance.pick([.perLease, .perLease, .persistent, .standing]),
            tellsPlaces: !chance.once(in: 3)
        )
        policy.trialSilenceMax = chance.pick([.milliseconds(2), .seconds(1), .seconds(1)])
        policy.trialPause = chance.pick([.milliseconds(40), .seconds(5), .seconds(5)])
        policy.promptPlacesMax = chance.pick([1, 2, 10])
        policy.placesPause = chance.pick([.milliseconds(100), .seconds(5)])
        policy.warnings = chance.pick([
            [.seconds(60), .seconds(10)], [.milliseconds(200), .milliseconds(20)],
        ])
        policy.preemptIdleMin = chance.pick([.milliseconds(100), .seconds(60)])
        return policy.withOtherLimits(by: &chance)
    }

    /// The same device under other rules, as far as they may change under a holder.
    func withOtherLimits(by chance: inout SplitMix64) -> LeasePolicy {
        var policy = self
        policy.queueDepthMax = chance.pick([policy.queueDepthMax, 0, 2, 64])
        policy.idleMax = chance.pick([.milliseconds(500), .seconds(20), .seconds(1_800)])
        policy.holdMax = chance.pick([.milliseconds(700), .seconds(60), .seconds(4 * 3600)])
        policy.limits = chance.pick([.contended, .contended, .always])
        policy.preemption = chance.pick([.never, .idle, .always])
        policy.preemptGrace = chance.pick([.zero, .milliseconds(300), .seconds(30)])
        policy.reclaims = !chance.once(in: 4)
        if chance.once(in: 4) {
            let others: [LinkLife] = [.perLease, .persistent, .standing]
            policy.linkLife = chance.pick(others.filter { $0 != policy.linkLife })
        }
        return policy
    }
}
