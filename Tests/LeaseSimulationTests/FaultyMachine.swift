// The real machine with one fault: what it is told about the device's rules, what it answers, what
// the gateway makes of that, or what it says of itself is bent on the way. What becomes of it after
// the first broken rule does not matter: the run is over then.

import LeaseCore
import LeaseSimulation

struct FaultyMachine: LeaseDecider {
    private var machine: LeaseStateMachine
    private let fault: PlantedFault
    private var left: [SessionID] = []

    init(_ fault: PlantedFault, under policy: LeasePolicy) {
        var policy = policy
        switch fault {
        case .oneTooManyInLine: policy.queueDepthMax += 1
        case .earlyTimeout: policy.queueTimeout = policy.queueTimeout - .milliseconds(1)
        default: policy = Self.bent(policy, fault)
        }
        self.machine = LeaseStateMachine(policy: policy)
        self.fault = fault
    }

    mutating func handle(_ event: LeaseEvent, at now: Instant) -> [LeaseAction] {
        let before = machine
        let actions = machine.handle(bent(event), at: now)
        switch fault {
        case .lineNotCleared, .linkKeptForNobody:
            // Where a session is superseded, what is missing would be taken for something else.
            if actions.contains(where: \.isExpect) { return actions }
        default: break
        }
        switch fault {
        case .lastInFirstOut: return granting(before.queue.last?.session, actions, event)
        case .forgottenWaiter where event == .linkReleased: return []
        case .retryWithoutPause where before.holder != nil && machine.linkState == .closed:
            if case .linkFailed = event { return actions + [.openLink] }
            return actions
        case .deadHeirKept where event == .deadlinePassed && actions.first?.isPassOver == true:
            return actions.contains { $0.ending != nil } ? actions : []
        case .lostEnd:
            if case .sessionEnded = event { return [] }
            return actions
        case .outputBeforeRecord where event == .linkOpened:
            return actions + (machine.holder.map { [.startOutput($0)] } ?? [])
        case .halfClosedInTheWay where before.queueLength == 0 && actions.count > 1:
            guard case .sessionArrived(let session, _) = event,
                actions.first?.ending?.reason == .clientClosed
            else { return actions }
            return [.enqueue(session, Place(position: 1, length: 1))]
        case .connectedForNobody where machine.deviceState == .free && !machine.isStopped:
            return machine.linkState == .closed ? actions + [.openLink] : actions
        case .standingLinkForgotten where before.linkState == .closed && machine.holder == nil:
            return actions.filter { $0 != .openLink }
        case .standingLinkTriedTooEarly where machine.deviceState == .down:
            guard case .linkLost = event, machine.linkState == .closed else { return actions }
            return actions + [.openLink]
        case .lostAtShutdown where event == .shutdownRequested:
            return actions.filter { $0.ending?.phase != .queued }
        case .outdatedLinkKept where event == .deviceMoved: return []
        case .keptLinkForgotten where before.deviceState == .free && event == .shutdownRequested:
            return []
        case .holderDrained where event == .drainRequested:
            return before.holder.map { [.end(.refusal(of: $0, .deviceDrained))] } ?? actions
        case .priorityIgnored:
            return granting(before.queue.map(\.session).min(), actions, event)
        case .secondLinkBesideKept where before.holder == nil && actions.first?.isGrant == true:
            return before.linkState == .open ? actions + [.openLink] : actions
        default: return actions.flatMap(bent)
        }
    }

    mutating func relayed(_ actions: [LeaseAction]) -> [LeaseAction] {
        actions.flatMap { action -> [LeaseAction] in
            switch (fault, action) {
            case (.typedInLineDelivered, .enqueue(let session, _)): return [.expect(session)]
            case (.passedOverBytesKept, .passOver): return []
            case (.bytesAfterEnd, .end(let ending)):
                left.append(ending.session)
                return []
            case (.bytesAfterEnd, .startInput): return left.map { .startInput($0) } + [action]
            default: return [action]
            }
        }
    }

    func recorded(_ actions: [LeaseAction]) -> [LeaseAction] {
        actions.flatMap { action -> [LeaseAction] in
            switch (fault, action) {
            case (.forgottenRow, .end), (.rowWithoutPassOver, .passOver): []
            case (.secondRow, .end): [action, action]
            default: [action]
            }
        }
    }

    var nextDeadline: Instant? {
        machine.nextDeadline.map { deadline in
            switch fault {
            case .lateDeadline: deadline + .seconds(60)
            case .spinningDeadline: Instant(nanoseconds: 0)
            case .standingLinkGivenUp where machine.queue.isEmpty && machine.holder == nil:
                deadline + .seconds(60)
            default: deadline
            }
        }
    }

    var isStopped: Bool { machine.isStopped }
    var deviceState: DeviceState { machine.deviceState }
    var linkState: LinkState { fault == .wrongStatus ? .closed : machine.linkState }
    var holder: SessionID? { machine.holder }
    var queue: [(session: SessionID, place: Place)] { machine.queue }
}

extension FaultyMachine {
    /// The rules as the fault understands them.
    private static func bent(_ policy: LeasePolicy, _ fault: PlantedFault) -> LeasePolicy {
        var policy = policy
        switch fault {
        case .limitsIgnored: (policy.idleMax, policy.holdMax) = (.seconds(86_400), .seconds(86_400))
        case .neverPreempted: policy.preemption = .never
        case .graceIgnored: policy.preemptGrace = .zero
        case .neverReclaimed: policy.reclaims = false
        default: break
        }
        return policy
    }

    /// What the machine is told instead.
    private func bent(_ event: LeaseEvent) -> LeaseEvent {
        switch (fault, event) {
        case (.reclaimedByOthers, .sessionArrived(let session, let claim)):
            .sessionArrived(session, Claim(user: "anybody", priority: claim.priority))
        case (_, .policyChanged(let policy)): .policyChanged(Self.bent(policy, fault))
        default: event
        }
    }

    private func granting(
        _ last: SessionID?,
        _ actions: [LeaseAction],
        _ event: LeaseEvent
    ) -> [LeaseAction] {
        actions.map { action in
            guard case .grant = action, event == .linkReleased, let last else { return action }
            return .grant(last)
        }
    }

    /// What becomes of one action.
    private func bent(_ action: LeaseAction) -> [LeaseAction] {
        switch (fault, action) {
        case (.twoHolders, .enqueue(let session, _)) where machine.holder != nil:
            [.grant(session)]
        case (.lostArrival, .enqueue) where machine.deviceState == .held: []
        case (.nextHolderPutInLine, .expect(let session)):
            [.enqueue(session, Place(position: 1, length: 1))]
        case (.lieAboutPlace, .enqueue(let session, let place)):
            [.enqueue(session, Place(position: place.position + 1, length: place.length))]
        case (.silenceAboutPlaces, .tell): []
        case (.inputBeforeAnswer, .startOutput(let session)):
            [action, .startInput(session)]
        case (.grantBeforeLinkIsGone, .releaseLink):
            [action] + (machine.next.map { [.grant($0)] } ?? [])
        case (.grantBeforeLineIsClear, .clearLine):
            [action] + (machine.next.map { [.grant($0)] } ?? [])
        case (.lineNotCleared, .clearLine), (.trialNeverTold, .tellTrial): []
        case (.keptLinkReleased, .clearLine): [.releaseLink]
        case (.trialToldTwice, .tellTrial): [action, action]
        case (.warningLost, .warn(_, .limit)), (.preemptionUntold, .warn(_, .preemption)): []
        case (.limitsTooEarly, .warn(let session, .limit(let reason, _, _))):
            [.end(.refusal(of: session, reason))]
        case (.untrueWarning, .warn(let session, .limit(let reason, let left, let next))):
            [.warn(session, .limit(reason, left: left + .seconds(1), next: next))]
        case (.untrueTrial, .tellTrial(let session, let failure, let left)):
            [.tellTrial(session, failure, left: left + .seconds(1))]
        case (.twoConnects, .openLink): [action, action]
        case (.linkKeptForNobody, .releaseLink): []
        case (.refusalAtFreeDevice, .grant(let session)) where machine.linkState == .opening:
            [.end(.refusal(of: session, .queueFull))]
        case (_, .end(let ending)): bent(ending)
        default: [action]
        }
    }

    private func bent(_ ending: Ending) -> [LeaseAction] {
        var bent = ending
        switch fault {
        case .lostReason: bent.reason = .gatewayCrash
        case .wrongLength: bent.held = ending.held + .milliseconds(1)
        case .secondEnd: return [.end(ending), .end(ending)]
        case .arrivalWhileSuspended where ending.reason == .resourceExhausted:
            return [.expect(ending.session)]
        case .drainIgnored where ending.reason == .deviceDrained && ending.phase == .arriving:
            return [.expect(ending.session)]
        default: break
        }
        return [.end(bent)]
    }
}

extension LeaseAction {
    fileprivate var isPassOver: Bool { if case .passOver = self { true } else { false } }

    fileprivate var isExpect: Bool { if case .expect = self { true } else { false } }

    fileprivate var isGrant: Bool { if case .grant = self { true } else { false } }

    fileprivate var ending: Ending? { if case .end(let ending) = self { ending } else { nil } }
}

extension Ending {
    fileprivate static func refusal(of session: SessionID, _ reason: EndReason) -> Ending {
        Ending(
            session: session,
            reason: reason,
            phase: .arriving,
            role: .refused,
            waited: .zero,
            held: .zero
        )
    }
}
