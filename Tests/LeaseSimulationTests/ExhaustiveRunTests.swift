// Everything that can happen to three sessions, under rules that are chosen so that each limit is
// near, absent, or as it is by default.

import LeaseCore
import LeaseSimulation
import Testing

@Suite struct ExhaustiveRunTests {
    @Test(arguments: [
        LeasePolicy.crowded(.perLease), .crowded(.persistent), .withoutLine(.perLease),
        .withoutLine(.persistent), .roomy(.perLease), .roomy(.persistent),
        .crowded(.standing), .withoutLine(.standing), .roomy(.standing),
    ])
    func `every sequence of three sessions to depth 8 keeps the rules`(policy: LeasePolicy) {
        let machine = LeaseStateMachine(policy: policy)
        let run = ExhaustiveRun(machine, under: policy, sessions: 3, depth: 8)
        #expect(run.violation == nil, "\(run.transcript.map { "\n\($0)" }.joined())")
        #expect(run.sequences > 100_000)
    }

    /// Deep enough for an heir to be passed over, and to come back at the worst moment.
    @Test(arguments: [
        LeasePolicy.crowded(.perLease), .roomy(.persistent), .crowded(.standing),
    ])
    func `every sequence of three sessions to depth 10 keeps the rules`(policy: LeasePolicy) {
        let machine = LeaseStateMachine(policy: policy)
        let run = ExhaustiveRun(machine, under: policy, sessions: 3, depth: 10)
        #expect(run.violation == nil, "\(run.transcript.map { "\n\($0)" }.joined())")
    }

    @Test(arguments: [LeasePolicy.contested, .contestedAlways, .contestedStanding])
    func `every sequence of three who count differently keeps the rules`(policy: LeasePolicy) {
        let machine = LeaseStateMachine(policy: policy)
        let run = ExhaustiveRun(
            machine,
            under: policy,
            claims: .contested,
            sessions: 3,
            depth: 8
        )
        #expect(run.violation == nil, "\(run.transcript.map { "\n\($0)" }.joined())")
        #expect(run.sequences > 100_000)
    }

    @Test func `every sequence keeps the rules where what was typed in line is held`() {
        let policy = LeasePolicy.crowded(.perLease)
        let machine = LeaseStateMachine(policy: policy)
        let run = ExhaustiveRun(
            machine,
            under: policy,
            holdsTypeAhead: true,
            sessions: 3,
            depth: 8
        )
        #expect(run.violation == nil, "\(run.transcript.map { "\n\($0)" }.joined())")
    }

    @Test func `one event has as many sequences as events`() {
        let policy = LeasePolicy.crowded(.perLease)
        let machine = LeaseStateMachine(policy: policy)
        let run = ExhaustiveRun(machine, under: policy, sessions: 1, depth: 1)
        #expect(run.sequences == 3)
        #expect(run.turns == 3)
    }
}

extension LeasePolicy {
    /// Every limit is a few events away.
    static func crowded(_ linkLife: LinkLife) -> LeasePolicy {
        var policy = LeasePolicy(
            queueDepthMax: 1,
            queueTimeout: .milliseconds(1_500),
            deviceReady: .milliseconds(5),
            linkLife: linkLife,
            tellsPlaces: true
        )
        policy.trialSilenceMax = .milliseconds(2)
        policy.trialPause = .milliseconds(4)
        policy.promptPlacesMax = 1
        return policy
    }

    /// A second client is refused.
    static func withoutLine(_ linkLife: LinkLife) -> LeasePolicy {
        LeasePolicy(queueDepthMax: 0, deviceReady: .milliseconds(5), linkLife: linkLife)
    }

    /// The clock and a higher priority are a few events away.
    static var contested: LeasePolicy {
        var policy = LeasePolicy(tellsPlaces: true)
        policy.idleMax = .milliseconds(500)
        policy.holdMax = .milliseconds(800)
        policy.warnings = [.milliseconds(200), .milliseconds(20)]
        policy.preemption = .always
        policy.preemptGrace = .milliseconds(300)
        return policy
    }

    /// The clock counts for everybody, and a kept link is wanted.
    static var contestedAlways: LeasePolicy {
        var policy = contested
        policy.linkLife = .persistent
        policy.limits = .always
        policy.preemption = .idle
        policy.preemptIdleMin = .milliseconds(100)
        return policy
    }

    /// The same on a link that stands, and is given back while the device is out of service.
    static var contestedStanding: LeasePolicy {
        var policy = contestedAlways
        policy.linkLife = .standing
        return policy
    }

    /// As a device is by default.
    static func roomy(_ linkLife: LinkLife) -> LeasePolicy {
        LeasePolicy(linkLife: linkLife, tellsPlaces: true)
    }
}

extension [Claim] {
    /// The second counts for more than the first, whose user comes back as the third.
    static var contested: [Claim] {
        [Claim(user: "u"), Claim(user: "v", priority: 5), Claim(user: "u")]
    }
}
